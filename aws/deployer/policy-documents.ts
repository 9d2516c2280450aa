import { type Grant, type PolicyCondition, UNSCOPED } from './grant';

/** Size limit of a managed policy, in characters without white space. Source: IAM User Guide, "IAM and AWS STS quotas". */
export const MANAGED_POLICY_LIMIT = 6144;

/** A statement of a policy document. */
export interface DeployerStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: PolicyCondition;
}

/** A policy document. */
export interface DeployerPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly DeployerStatement[];
}

/** Purpose of a statement. */
export interface StatementNote {
  readonly sid: string;
  /** Reasons, with the titles of the AWS pages and of the resources that need the actions. */
  readonly reasons: readonly Pick<Grant, 'actions' | 'why' | 'source' | 'neededBy'>[];
}

/** A policy within IAM's size limit, and the purpose of its statements. */
export interface PolicyDocument {
  readonly policy: DeployerPolicy;
  readonly notes: readonly StatementNote[];
}

/**
 * Writes grants as a small number of policies, each within the size limit. Grants with the same actions share a
 * statement. No statement allows more than its grants.
 *
 * @param limit characters of a policy, without white space
 */
export function policyDocuments(grants: readonly Grant[], limit = MANAGED_POLICY_LIMIT): PolicyDocument[] {
  const documents: Statement[][] = [];
  let current: Statement[] = [];
  for (const statement of merged(grants).flatMap((each) => fitting(each, limit))) {
    if (current.length > 0 && sizeOf([...current, statement]) > limit) {
      documents.push(current);
      current = [];
    }
    current.push(statement);
  }
  if (current.length > 0) documents.push(current);
  return documents.map(documentOf);
}

/** Number of characters that IAM counts: all except white space. */
export function countedCharacters(policy: DeployerPolicy): number {
  return JSON.stringify(policy).replace(/\s/g, '').length;
}

/** A statement before it has an id. */
interface Statement {
  readonly topic: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: PolicyCondition;
  readonly grants: readonly Grant[];
}

/** Merges grants with the same actions, and all grants without resource-level permissions. */
function merged(grants: readonly Grant[]): Statement[] {
  const groups = new Map<string, Grant[]>();
  for (const grant of grants) {
    const { topic, actions, condition } = grant;
    const key = JSON.stringify([topic, topic === UNSCOPED ? [] : sorted(actions), condition]);
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  }
  return [...groups.values()].map((group) => {
    const { topic, condition } = group[0] as Grant;
    return {
      topic,
      actions: sorted(group.flatMap(({ actions }) => actions)),
      resources: withoutCovered(sorted(group.flatMap(({ resources }) => resources))),
      condition,
      grants: group,
    };
  });
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

/** Removes resources that a pattern with a trailing `*` matches. */
function withoutCovered(resources: readonly string[]): string[] {
  const covers = (pattern: string, resource: string) =>
    pattern !== resource && pattern.endsWith('*') && resource.startsWith(pattern.slice(0, -1));
  return resources.filter((resource) => !resources.some((pattern) => covers(pattern, resource)));
}

/** Splits a statement above the limit by its resources. */
function fitting(statement: Statement, limit: number): Statement[] {
  const { resources } = statement;
  if (resources.length < 2 || sizeOf([statement]) <= limit) return [statement];
  const middle = Math.ceil(resources.length / 2);
  return [resources.slice(0, middle), resources.slice(middle)].flatMap((part) =>
    fitting({ ...statement, resources: part }, limit),
  );
}

function sizeOf(statements: readonly Statement[]): number {
  return countedCharacters(documentOf(statements).policy);
}

function documentOf(statements: readonly Statement[]): PolicyDocument {
  const sids = uniqueSids(statements);
  return {
    policy: {
      Version: '2012-10-17',
      Statement: statements.map(({ actions, resources, condition }, index) => ({
        Sid: sids[index] as string,
        Effect: 'Allow',
        Action: actions,
        Resource: resources,
        ...(condition && { Condition: condition }),
      })),
    },
    notes: statements.map(({ grants }, index) => ({
      sid: sids[index] as string,
      reasons: reasonsOf(grants),
    })),
  };
}

/** Makes statement ids unique: the second statement of a topic has the suffix 2. */
function uniqueSids(statements: readonly Statement[]): string[] {
  const seen = new Map<string, number>();
  return statements.map(({ topic }) => {
    const count = (seen.get(topic) ?? 0) + 1;
    seen.set(topic, count);
    return count === 1 ? topic : `${topic}${count}`;
  });
}

function reasonsOf(grants: readonly Grant[]): StatementNote['reasons'] {
  const byReason = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = JSON.stringify([grant.why, grant.source]);
    byReason.set(key, [...(byReason.get(key) ?? []), grant]);
  }
  return [...byReason.values()].map((group) => ({
    actions: sorted(group.flatMap(({ actions }) => actions)),
    why: (group[0] as Grant).why,
    source: (group[0] as Grant).source,
    neededBy: sorted(group.flatMap(({ neededBy }) => neededBy)),
  }));
}
