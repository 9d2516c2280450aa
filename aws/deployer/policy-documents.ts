import { type Grant, type PolicyCondition, UNSCOPED } from './grant';

/** Characters that IAM lets a managed policy have, white space not counted. Source: IAM and AWS STS quotas. */
export const MANAGED_POLICY_LIMIT = 6144;

/** A statement of a policy, as its JSON has it. */
export interface DeployerStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: PolicyCondition;
}

/** A policy, as its JSON has it. */
export interface DeployerPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly DeployerStatement[];
}

/** What a statement is for. */
export interface StatementNote {
  readonly sid: string;
  /** Reasons, with the titles of the pages that say so and of the resources that need it. */
  readonly reasons: readonly Pick<Grant, 'actions' | 'why' | 'source' | 'neededBy'>[];
}

/** A policy that fits into IAM, and what its statements are for. */
export interface PolicyDocument {
  readonly policy: DeployerPolicy;
  readonly notes: readonly StatementNote[];
}

/** Writes grants as few policies, each within IAM's limit: like grants share a statement, and nothing is widened. */
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

/** Characters that IAM counts. */
export function countedCharacters(policy: DeployerPolicy): number {
  return JSON.stringify(policy).replace(/\s/g, '').length;
}

/** A statement in the making. */
interface Statement {
  readonly topic: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: PolicyCondition;
  readonly grants: readonly Grant[];
}

/** Grants with the same actions share resources; those on everything share one statement. */
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

/** Leaves out what a pattern with a `*` at its end takes in anyway. */
function withoutCovered(resources: readonly string[]): string[] {
  const covers = (pattern: string, resource: string) =>
    pattern !== resource && pattern.endsWith('*') && resource.startsWith(pattern.slice(0, -1));
  return resources.filter((resource) => !resources.some((pattern) => covers(pattern, resource)));
}

/** A statement that is too long by itself is parted by its resources. */
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

/** Ids must be unique in a policy: the second of a topic is numbered 2. */
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
