import {
  flowLogsAssumption,
  LOG_STREAM_ACTIONS,
  logDeliveryAssumption,
  logStreamArn,
  roleAction,
} from '../../aws/policies/delivery-requests';
import { Access, decide, PolicyKind, type PolicyRequest } from '../../aws/policies/evaluation';
import type { AwsFlowLog, DeliveryAccess, DeliveryRole, PolicyDocument } from '../facts';
import {
  ALLOWED_STEP,
  type DeliveryStep,
  deniedStep,
  describeDecision,
  undecidedStep,
} from './delivery-step';
import { trustFix, writeEventsFix } from './fixes';

/**
 * Whether flow logs can assume the role of a flow log, and whether the role can write log events.
 *
 * Source: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs".
 */
export function logGroupRoleSteps(
  { home }: AwsFlowLog,
  role: DeliveryRole,
  access: DeliveryAccess | undefined,
): DeliveryStep[] {
  const trust = step(PolicyKind.TRUST, [role.trust], flowLogsAssumption(home), trustFix(home));
  if (!access) return [trust];
  const fix = writeEventsFix(access.home, access.arn);
  return [
    trust,
    ...LOG_STREAM_ACTIONS.map((action) =>
      permissionStep(role, roleAction(action, logStreamArn(access.arn)), fix),
    ),
  ];
}

/**
 * Whether log delivery can assume the role of a flow log, and whether the role can assume the role in the account of the
 * stream.
 *
 * Source: Amazon VPC User Guide, "IAM roles for cross account delivery".
 */
export function streamRoleSteps(source: DeliveryRole, destination: DeliveryRole | undefined): DeliveryStep[] {
  const assumption = logDeliveryAssumption();
  const trust = step(
    PolicyKind.TRUST,
    [source.trust],
    assumption,
    'allow sts:AssumeRole for delivery.logs.amazonaws.com in the trust policy of the role',
  );
  if (!destination) return [trust];
  return [
    trust,
    permissionStep(
      source,
      roleAction('sts:AssumeRole', destination.arn),
      'allow sts:AssumeRole on the role in the account of the stream in a policy of the role',
    ),
    step(
      PolicyKind.TRUST,
      [destination.trust],
      { principal: source.arn, action: 'sts:AssumeRole', canHave: () => true },
      'allow sts:AssumeRole for the role of the flow log in the trust policy of the role of the stream',
    ),
  ];
}

function permissionStep(
  { title, permissions }: DeliveryRole,
  request: PolicyRequest,
  fix: string,
): DeliveryStep {
  return step(
    PolicyKind.IDENTITY,
    permissions,
    request,
    fix,
    permissions.length === 0 ? `${title}, which has no permissions policy` : `the policies of ${title}`,
  );
}

function step(
  kind: PolicyKind,
  policies: readonly PolicyDocument[],
  request: PolicyRequest,
  fix: string,
  title = policies[0]?.title ?? '',
): DeliveryStep {
  const decision = decide(
    kind,
    policies.flatMap(({ statements }) => statements),
    request,
  );
  if (decision.access === Access.ALLOWED) return ALLOWED_STEP;
  const message = describeDecision(request, title, decision);
  if (decision.access === Access.UNDECIDED) return undecidedStep(message);
  return deniedStep(message, decision.isExplicit ? `remove the denial from ${title}` : fix);
}
