/** Conditions of a statement: operator, key, values. */
export type PolicyCondition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Something that the deployer must be allowed to do, and why. */
export interface Grant {
  /** What it is about, in letters: the beginning of the statement's id. */
  readonly topic: string;
  readonly actions: readonly string[];
  /** ARNs, or `*` alone for actions that can not be held to a resource. */
  readonly resources: readonly string[];
  readonly condition?: PolicyCondition;
  /** What the actions are needed for. */
  readonly why: string;
  /** Title of the page that says so. */
  readonly source: string;
  /** Titles of the resources of the app that need it. */
  readonly neededBy: readonly string[];
}

/** Topic of all actions that can not be held to a resource. */
export const UNSCOPED = 'NoResourceLevel';

/** A grant that lets a role be given to one service and no other. */
export function passRole(roles: readonly string[], service: string, neededBy: string, source: string): Grant {
  return {
    topic: 'PassRole',
    actions: ['iam:PassRole'],
    resources: roles,
    condition: { StringEquals: { 'iam:PassedToService': service } },
    why: `gives the role to ${service}, and to nothing else`,
    source,
    neededBy: [neededBy],
  };
}

/** A grant that lets a service make the role that is linked to it, once per account. */
export function linkedRole(arn: string, service: string, neededBy: string, source: string): Grant {
  return {
    topic: 'LinkedRole',
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [arn],
    condition: { StringEquals: { 'iam:AWSServiceName': service } },
    why: `lets ${service} make its own role where the account has none yet`,
    source,
    neededBy: [neededBy],
  };
}
