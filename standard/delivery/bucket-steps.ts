import {
  bucketAclRead,
  type DeliveredObjects,
  type DeploymentHome,
  objectWrite,
} from '../../aws/policies/delivery-requests';
import { Access, type Decision, decide, PolicyKind, type PolicyRequest } from '../../aws/policies/evaluation';
import { displayed, isSameText } from '../../flows/partial-text';
import type { Ternary } from '../../flows/ternary';
import type { AwsFlowLog, DeliveryAccess, PolicyDocument } from '../facts';
import { Severity } from '../severity';
import {
  ALLOWED_STEP,
  type DeliveryStep,
  deniedStep,
  describeDecision,
  describeRequest,
  undecidedStep,
} from './delivery-step';
import { bucketFix, exemptionFix } from './fixes';

/**
 * Whether the policy of a bucket allows the delivery.
 *
 * EC2 adds the required statements when it creates a flow log, if the creator owns the bucket and may change its policy.
 * It does not change a policy with `NotAction` or `NotPrincipal`. A missing statement is therefore a warning in the account
 * of the bucket, and an error if EC2 cannot add it. Later deployments of the policy remove the added statement.
 *
 * Source: Amazon VPC User Guide, "Amazon S3 bucket permissions for flow logs"; Amazon CloudWatch Logs User Guide, "Logs
 * sent to Amazon S3".
 */
export function bucketSteps(flowLog: AwsFlowLog, access: DeliveryAccess): DeliveryStep[] {
  const { home, hivePartitions } = flowLog;
  const objects: DeliveredObjects = {
    bucketArn: access.arn,
    bucketAccount: access.home.account,
    keyPrefix: access.keyPrefix,
    isHive: hivePartitions.known ? hivePartitions.value : undefined,
  };
  const isOwner = isSameText(home.account, access.home.account);
  const write = objectWrite(home, objects);
  if (access.policies.length === 0) return [withoutPolicy(isOwner, home, access, write)];
  return [
    writeStep(access, write, isOwner, bucketFix(home, access.arn, access.keyPrefix, objects.isHive)),
    aclStep(access, bucketAclRead(home, objects), isOwner),
  ];
}

function withoutPolicy(
  isOwner: Ternary,
  home: DeploymentHome,
  { arn, keyPrefix, home: bucket }: DeliveryAccess,
  write: PolicyRequest,
): DeliveryStep {
  if (isOwner === true) return ALLOWED_STEP;
  if (isOwner === undefined) {
    return undecidedStep(
      'the bucket has no policy, and it is unknown whether the flow log is in the account of the bucket',
    );
  }
  return deniedStep(
    `${describeRequest(write)} is denied: the bucket is in the account ${displayed(bucket.account)} and has no policy, ` +
      `and EC2 cannot create one for the account ${displayed(home.account)}`,
    bucketFix(home, arn, keyPrefix, undefined).replace('add this statement to the', 'create a'),
  );
}

function writeStep(
  { policies }: DeliveryAccess,
  request: PolicyRequest,
  isOwner: Ternary,
  fix: string,
): DeliveryStep {
  const { policy, decision } = decideAll(policies, request);
  if (decision.access === Access.ALLOWED) return ALLOWED_STEP;
  const message = describeDecision(request, policy.title, decision);
  if (decision.access === Access.UNDECIDED) return undecidedStep(message);
  if (decision.isExplicit) return deniedStep(message, exemptionFix(policy.title));
  if (isOwner === false)
    return deniedStep(`${message}; EC2 cannot change the policy from another account`, fix);
  if (policies.some(hasInversion))
    return deniedStep(`${message}; EC2 does not change a policy with NotAction or NotPrincipal`, fix);
  if (isOwner === undefined)
    return undecidedStep(
      `${message}; it is unknown whether the flow log is in the account of the bucket, where EC2 can add a statement`,
    );
  return deniedStep(
    `${message}; EC2 adds a statement only if the deployer is allowed to change the policy, and the next deployment of the policy removes it`,
    fix,
    Severity.WARNING,
  );
}

/** In the account of the bucket, EC2 adds the statement for this request. It reads the list before the first delivery only. */
function aclStep({ policies }: DeliveryAccess, request: PolicyRequest, isOwner: Ternary): DeliveryStep {
  const { policy, decision } = decideAll(policies, request);
  if (decision.access !== Access.DENIED || isOwner !== false) return ALLOWED_STEP;
  return deniedStep(
    describeDecision(request, policy.title, decision),
    `allow ${request.action} on the bucket for the service in the bucket policy`,
    Severity.WARNING,
  );
}

function decideAll(
  policies: readonly PolicyDocument[],
  request: PolicyRequest,
): { policy: PolicyDocument; decision: Decision } {
  const decisions = policies.map((policy) => ({
    policy,
    decision: decide(PolicyKind.RESOURCE, policy.statements, request),
  }));
  const [first] = decisions as [(typeof decisions)[0]];
  if (decisions.every(({ decision }) => decision.access === first.decision.access)) return first;
  // the last deployed policy of a bucket replaces the others
  const reason = `the bucket has several policies (${policies.map(({ title }) => title).join(', ')}), and each replaces the others`;
  return { policy: first.policy, decision: { access: Access.UNDECIDED, reason } };
}

function hasInversion({ statements }: PolicyDocument): boolean {
  return statements.some((statement) => 'NotAction' in statement || 'NotPrincipal' in statement);
}
