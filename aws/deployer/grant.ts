/** Conditions of a statement: values by operator and condition key. */
export type PolicyCondition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Permissions that the deployer needs, with the reason. */
export interface Grant {
  /** Prefix of the statement id; letters only. */
  readonly topic: string;
  readonly actions: readonly string[];
  /** ARNs; only `*` for actions without resource-level permissions. */
  readonly resources: readonly string[];
  readonly condition?: PolicyCondition;
  /** Purpose of the actions. */
  readonly why: string;
  /** Title of the AWS page that documents the permissions. */
  readonly source: string;
  /** Titles of the resources that need the permissions. */
  readonly neededBy: readonly string[];
}

/** Topic of all actions without resource-level permissions. */
export const UNSCOPED = 'NoResourceLevel';

/** Grants permission to pass roles to one service. */
export function passRole(roles: readonly string[], service: string, neededBy: string, source: string): Grant {
  return {
    topic: 'PassRole',
    actions: ['iam:PassRole'],
    resources: roles,
    condition: { StringEquals: { 'iam:PassedToService': service } },
    why: `passes the role to ${service} only`,
    source,
    neededBy: [neededBy],
  };
}

/** Grants permission to create the service-linked role of a service. AWS creates it once per account. */
export function linkedRole(arn: string, service: string, neededBy: string, source: string): Grant {
  return {
    topic: 'LinkedRole',
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [arn],
    condition: { StringEquals: { 'iam:AWSServiceName': service } },
    why: `creates the service-linked role of ${service} if the account does not have it`,
    source,
    neededBy: [neededBy],
  };
}

/** Condition on the tag that CloudFormation adds to the resources of a stack. */
export function ofStack(name: string): PolicyCondition {
  const key = 'aws:ResourceTag/aws:cloudformation:stack-name';
  return { [name.includes('*') ? 'StringLike' : 'StringEquals']: { [key]: name } };
}
