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

/** A request. */
export interface PolicyRequest {
  /** Name of a service, or ARN of a role or user; undefined for a policy of the principal itself. */
  readonly principal?: string;
  readonly action: string;
  /** ARN; undefined for a trust policy, whose resource is the role. */
  readonly resource?: string;
  readonly context?: RequestContext;
}

/** Kinds of policies. The elements of their statements differ. */
export enum PolicyKind {
  /** A bucket, a key, a queue. */
  RESOURCE = 'resource policy',
  /** Trust policy of a role. */
  TRUST = 'trust policy',
  /** Permissions policy of a role. */
  IDENTITY = 'identity policy',
}

/**
 * Whether a policy alone allows a request: a statement allows it and none denies it.
 *
 * For a service principal this is the final decision, because services have no identity policies. A principal
 * of another account also requires its identity policy to allow the request: evaluate both. The policy version is assumed
 * to be 2012-10-17, whose variables (`${aws:SourceAccount}`) are resolved.
 *
 * No suitable evaluator exists: @cloud-copilot/iam-simulate and
 * principalmapper are AGPL; pbac evaluates only the first key of each condition operator, and compares a missing key as if
 * its name were the value; moto and iamspy do not evaluate resource policies of services. This evaluator supports the
 * required subset, and throws for every unknown element or operator.
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

/** `*` includes services; an account includes all its roles and users. */
function isPrincipal(meant: NonNullable<PolicyStatement['Principal']>, principal = ''): boolean {
  if (meant === '*') return true;
  return Object.entries(meant).some(([type, names]) =>
    [names].flat().some((name) => {
      if (type === 'Service') return name === principal;
      if (type !== 'AWS')
        throw new Error(`principals of the type ${type} are not supported: add the type here`);
      const account = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
      return name === '*' || name === principal || (!!account && accountOf(principal) === account);
    }),
  );
}

function accountOf(principal: string): string | undefined {
  return /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1];
}

/** Condition keys that every request of a role or user has. */
function principalKeys(principal = ''): RequestContext {
  const account = accountOf(principal);
  return account === undefined ? {} : { 'aws:PrincipalArn': principal, 'aws:PrincipalAccount': account };
}

function isResource(pattern: string, resource: string | undefined, context: RequestContext): boolean {
  return pattern === '*' || isArnLike(pattern, resource ?? '', context);
}
