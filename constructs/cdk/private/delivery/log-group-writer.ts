import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct, IDependable } from 'constructs';
import {
  FLOW_LOGS_SERVICE,
  type FlowLogHome,
  logGroupTrust,
  logGroupWriteStatements,
  type PolicyStatementJson,
  SizedPolicy,
} from '../../../../aws/policies';
import { addStatements, cdkStatements, printStatements } from '../add-statements';
import { homeOf } from '../flow-log-home';
import { MergedStatements } from '../merged-statements';
import { validatePolicySize } from '../policy-size';
import { displayName, printable, printedJson } from '../printable';
import { roleWithTrust } from '../role-with-trust';

/** The role with which flow logs write to a log group. */
export interface LogGroupWriter {
  readonly role: iam.IRole;
  /** What CloudFormation must create before the flow log. */
  readonly dependencies: IDependable[];
  readonly problems: string[];
}

/**
 * Creates the role with which flow logs write to a log group, or prepares the role of the user for it: its permissions and
 * its trust policy. What the app cannot change, a warning prints.
 */
export function writerOf(scope: Construct, logGroup: logs.ILogGroup, own?: iam.IRole): LogGroupWriter {
  const home = homeOf(scope);
  const role =
    own ??
    roleWithTrust(scope, 'DeliveryRole', {
      description: 'Writes flow logs to their log group',
      trust: logGroupTrust(home),
    });
  // the ARN of a log group ends in :*, whether it is new or imported
  const statements = logGroupWriteStatements(home, logGroup.logGroupArn);
  const needsPolicy = isDeployedBefore(role, scope) && isDeployedWith(logGroup, scope);
  const policies = needsPolicy ? [policyFor(scope, role, statements)] : allowWrites(scope, role, statements);
  return {
    role,
    // the role construct includes its policy
    dependencies: [role, ...policies],
    problems: own ? trustFlowLogs(scope, own, home) : [],
  };
}

function isDeployedBefore(role: iam.IRole, scope: Construct): boolean {
  return role instanceof iam.Role && Stack.of(role) !== Stack.of(scope);
}

function isDeployedWith(logGroup: logs.ILogGroup, scope: Construct): boolean {
  return logGroup instanceof logs.LogGroup && Stack.of(logGroup) === Stack.of(scope);
}

/** A policy in the stack of the log group. The stack of the role cannot refer to a group that is deployed after it. */
function policyFor(
  scope: Construct,
  role: iam.IRole,
  statements: readonly PolicyStatementJson[],
): iam.Policy {
  return new iam.Policy(scope, 'DeliveryPolicy', { roles: [role], statements: cdkStatements(statements) });
}

function allowWrites(scope: Construct, role: iam.IRole, statements: readonly PolicyStatementJson[]): [] {
  const added = {
    policy: `the permissions of role ${displayName(role, role.roleName)}`,
    id: 'role',
    statements,
  };
  if (isImmutable(role)) printStatements(scope, added);
  else addStatements(scope, (statement) => role.addToPrincipalPolicy(statement), added);
  return [];
}

/** Lets flow logs assume a role of the user. The trust policy of an imported role is unknown. */
function trustFlowLogs(scope: Construct, role: iam.IRole, home: FlowLogHome): string[] {
  if (isImmutable(role)) return immutableRoleProblems(scope, role, home);
  const document = 'assumeRolePolicy' in role ? (role as iam.Role).assumeRolePolicy : undefined;
  if (!document) {
    printTrust(scope, role, home);
    return [];
  }
  const shared = MergedStatements.of(role);
  const shape = 'flow logs';
  if (!shared.has(shape) && trustsFlowLogs(role, document.toJSON())) return [];
  shared.add(
    shape,
    home,
    (homes: readonly FlowLogHome[]) => logGroupTrust(...homes),
    (statement) => {
      document.addStatements(statement);
      return { statementAdded: true };
    },
  );
  const name = () => `the trust policy of role ${role.node.path}`;
  validatePolicySize(role, SizedPolicy.TRUST, name, () => document);
  return [];
}

/** A role with `mutable: false` or `withoutPolicyUpdates()`. The trust policy of a role of the app is known. */
function immutableRoleProblems(scope: Construct, role: iam.IRole, home: FlowLogHome): string[] {
  const resource = role.node.defaultChild;
  if (!(resource instanceof iam.CfnRole)) {
    printTrust(scope, role, home);
    return [];
  }
  const { assumeRolePolicyDocument: document } = resource;
  const json = document instanceof iam.PolicyDocument ? document.toJSON() : document;
  if (trustsFlowLogs(role, json)) return [];
  const leadIn =
    `role ${resource.node.scope?.node.path} does not trust ${FLOW_LOGS_SERVICE}, and it accepts no policy updates: add ` +
    'this statement to its trust policy';
  return [printedJson(scope, leadIn, logGroupTrust(home))];
}

function printTrust(scope: Construct, role: iam.IRole, home: FlowLogHome): void {
  printStatements(scope, {
    policy: `the trust policy of role ${displayName(role, role.roleName)}`,
    id: 'roleTrust',
    statements: [logGroupTrust(home)],
  });
}

/** CDK reports that such a role accepts statements, but drops them. Its class is not exported. */
function isImmutable(role: iam.IRole): boolean {
  return 'addGrantsToResources' in role;
}

/** Whether a trust policy has a statement for flow logs. Its conditions are those that the user chose. */
function trustsFlowLogs(role: iam.IRole, document: unknown): boolean {
  const { Statement } = (printable(role, document).value ?? {}) as { Statement?: unknown };
  return [Statement ?? []].flat().some((statement) => {
    const { Effect, Principal } = statement as iam.PolicyStatementProps & Record<string, unknown>;
    const { Service } = (typeof Principal === 'object' && Principal !== null ? Principal : {}) as {
      Service?: unknown;
    };
    return Effect === 'Allow' && [Service].flat().includes(FLOW_LOGS_SERVICE);
  });
}
