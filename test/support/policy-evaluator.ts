import {
  type Conditions,
  isArnLike,
  isLike,
  meetsConditions,
  type OneOrMore,
  type RequestContext,
} from './policy-conditions';

/** A statement of any policy, as its JSON has it. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: '*' | Readonly<Record<string, OneOrMore<string>>>;
  readonly Action: OneOrMore<string>;
  readonly Resource?: OneOrMore<string>;
  readonly Condition?: Conditions;
}

/** What somebody wants to do. */
export interface PolicyRequest {
  /** Name of a service, or ARN of a role or user; none where the policy is that of the principal itself. */
  readonly principal?: string;
  readonly action: string;
  /** ARN; none for a trust policy, whose resource is the role. */
  readonly resource?: string;
  readonly context?: RequestContext;
}

/** What a policy can belong to; its statements have other elements each. */
export enum PolicyKind {
  /** A bucket, a key, a queue. */
  RESOURCE = 'resource policy',
  /** A role: who may assume it. */
  TRUST = 'trust policy',
  /** A role: what it may do. */
  IDENTITY = 'identity policy',
}

/**
 * Whether a policy by itself lets a request through: some statement allows it and none denies it.
 *
 * For a service as principal that is the whole decision, because services have no identity policies. A principal
 * of another account needs the allowance of its own identity policy too: ask both. The policy's version is taken
 * to be 2012-10-17, whose variables (`${aws:SourceAccount}`) are understood.
 *
 * There is no evaluator to be had that is sound for us. @cloud-copilot/iam-simulate is, but under the AGPL, and so is
 * principalmapper; pbac looks at the first key of each condition operator only, and compares a missing key as if
 * its name were the value; moto and iamspy evaluate no resource policies of services. So this one does the little
 * that is needed, and throws at any element or operator it does not know instead of passing it over.
 *
 * Source: IAM User Guide, "Policy evaluation logic", "IAM JSON policy elements: Principal", "... Resource".
 */
export function isAllowed(
  kind: PolicyKind,
  statements: readonly PolicyStatement[],
  request: PolicyRequest,
): boolean {
  const matching = statements.filter((statement) => {
    checkElements(kind, statement);
    return isMeant(statement, request);
  });
  return (
    matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny')
  );
}

/** Bytes of a policy as its limits count them: without white space. */
export function policyLength(statements: readonly PolicyStatement[]): number {
  return Buffer.byteLength(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
}

const ELEMENTS: Readonly<Record<PolicyKind, readonly string[]>> = {
  [PolicyKind.RESOURCE]: ['Principal', 'Resource'],
  [PolicyKind.TRUST]: ['Principal'],
  [PolicyKind.IDENTITY]: ['Resource'],
};

function checkElements(kind: PolicyKind, statement: PolicyStatement): void {
  const needed = ['Effect', 'Action', ...ELEMENTS[kind]];
  const wrong = [
    ...needed.filter((element) => !(element in statement)).map((element) => `lacks ${element}`),
    ...Object.keys(statement)
      .filter((element) => ![...needed, 'Sid', 'Condition'].includes(element))
      .map((element) => `has ${element}`),
    ...(['Allow', 'Deny'].includes(statement.Effect) ? [] : [`has the effect ${statement.Effect}`]),
  ];
  if (wrong.length > 0) throw new Error(`${kind} ${wrong.join(', ')}: ${JSON.stringify(statement)}`);
}

function isMeant(statement: PolicyStatement, request: PolicyRequest): boolean {
  const { principal, action, resource } = request;
  const context = { ...principalKeys(principal), ...request.context };
  return (
    (statement.Principal === undefined || isPrincipal(statement.Principal, principal)) &&
    [statement.Action].flat().some((one) => isLike(one.toLowerCase(), action.toLowerCase(), {})) &&
    (statement.Resource === undefined ||
      [statement.Resource].flat().some((one) => isResource(one, resource, context))) &&
    meetsConditions(statement.Condition, context)
  );
}

/** `*` means services too; an account means all its roles and users. */
function isPrincipal(meant: NonNullable<PolicyStatement['Principal']>, principal = ''): boolean {
  if (meant === '*') return true;
  return Object.entries(meant).some(([type, names]) =>
    [names].flat().some((name) => {
      if (type === 'Service') return name === principal;
      if (type !== 'AWS') throw new Error(`principals of the type ${type} are not known here: add them`);
      const account = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
      return name === '*' || name === principal || (!!account && accountOf(principal) === account);
    }),
  );
}

function accountOf(principal: string): string | undefined {
  return /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1];
}

/** What every request of a role or user says of it. */
function principalKeys(principal = ''): RequestContext {
  const account = accountOf(principal);
  return account === undefined ? {} : { 'aws:PrincipalArn': principal, 'aws:PrincipalAccount': account };
}

function isResource(pattern: string, resource: string | undefined, context: RequestContext): boolean {
  return pattern === '*' || isArnLike(pattern, resource ?? '', context);
}
