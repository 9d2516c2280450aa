import { displayed, mapParts, type PartialText, unknownReason } from '../../../flows/partial-text';
import { anyOf, not, type Ternary } from '../../../flows/ternary';
import type { Unknown } from '../../../flows/value';
import { meetsConditions } from './conditions';
import { allMatch, MATCH, type Match } from './outcome';
import { isArnLike, isLike } from './patterns';
import { accountOf, includesPrincipal } from './principals';
import type { OneOrMore, PolicyRequest } from './request';
import { type PolicyKind, type PolicyStatement, statementProblem } from './statement';

/** Results of an evaluation. */
export enum Access {
  ALLOWED = 'allowed',
  DENIED = 'denied',
  /** The result depends on a value that is known only after deployment. */
  UNDECIDED = 'undecided',
}

/** The result of an evaluation, with its explanation. */
export interface Decision {
  readonly access: Access;
  /** For a denied request, whether a statement denies it explicitly. */
  readonly isExplicit?: boolean;
  /** Why the request is denied or undecided: `statement "NoOrg" denies requests without aws:PrincipalOrgID`. */
  readonly reason?: string;
}

/**
 * Decides whether policies of one kind, without other policies, allow a request: a statement allows it and none denies it.
 *
 * For a service principal this is the final decision, because services have no identity policies. A principal of another
 * account also requires its identity policy to allow the request: evaluate both. The policy version is assumed to be
 * 2012-10-17, whose variables (`${aws:SourceAccount}`) are resolved.
 *
 * No suitable evaluator exists: @cloud-copilot/iam-simulate and principalmapper are AGPL; pbac evaluates only the first key
 * of each condition operator, and compares a missing key as if its name were the value; moto and iamspy do not evaluate
 * resource policies of services. None of them is three-valued.
 *
 * Source: IAM User Guide, "Policy evaluation logic", "IAM JSON policy elements: NotPrincipal", "... Resource".
 *
 * @param statements the statements of all policies; an unknown statement can allow or deny everything
 */
export function decide(
  kind: PolicyKind,
  statements: readonly (PolicyStatement | Unknown)[],
  request: PolicyRequest,
): Decision {
  const matches = statements.map((statement, index) => applies(kind, statement, request, index));
  const denial = matches.find(({ effect, matches: does }) => effect === 'Deny' && does === true);
  if (denial) {
    const conditions = denial.reason === undefined ? '' : ` by ${denial.reason}`;
    return { access: Access.DENIED, isExplicit: true, reason: `${denial.name} denies it${conditions}` };
  }
  const open = matches.find(({ effect, matches: does }) => effect !== 'Allow' && does === undefined);
  const isAllowed = matches.some(({ effect, matches: does }) => effect === 'Allow' && does === true);
  const maybe = open ?? matches.find(({ matches: does }) => does === undefined);
  if (isAllowed && !open) return { access: Access.ALLOWED };
  if (maybe) {
    const reason = `it is undecided whether ${maybe.name} applies: ${maybe.reason}`;
    return { access: Access.UNDECIDED, reason };
  }
  const near = matches.find(({ effect, isNear }) => effect === 'Allow' && isNear);
  return {
    access: Access.DENIED,
    isExplicit: false,
    reason: near ? `no statement allows it; ${near.name} ${near.reason}` : 'no statement allows it',
  };
}

interface StatementMatch extends Match {
  readonly name: string;
  /** `Allow` or `Deny`; `undefined` if unknown. */
  readonly effect?: string;
  /** Whether only the resource or the conditions do not apply. */
  readonly isNear: boolean;
}

function applies(
  kind: PolicyKind,
  statement: PolicyStatement | Unknown,
  request: PolicyRequest,
  index: number,
): StatementMatch {
  const name = `statement ${index + 1}`;
  const base = { name, isNear: false };
  if ('known' in statement) return { ...base, matches: undefined, reason: statement.reason };
  const problem = statementProblem(kind, statement);
  if (problem !== undefined)
    return { ...base, matches: undefined, reason: `it is not a valid statement of a ${kind}: it ${problem}` };
  const { Sid, Effect, Condition } = statement;
  const aim = allMatch([principalMatch(statement, request), actionMatch(statement, request)]);
  if (aim.matches === false) return { ...base, ...aim };
  const keys = { ...request, context: { ...principalKeys(request), ...request.context } };
  const match = allMatch([aim, resourceMatch(statement, keys), meetsConditions(Condition, keys)]);
  const isEffectKnown = typeof Effect === 'string';
  return {
    ...(isEffectKnown || match.matches === false
      ? match
      : { matches: undefined, reason: 'its effect is known only after deployment' }),
    name: Sid === undefined ? name : `statement ${JSON.stringify(displayed(Sid))}`,
    ...(isEffectKnown && { effect: Effect }),
    isNear: aim.matches === true && match.matches === false,
  };
}

function principalMatch({ Principal, NotPrincipal }: PolicyStatement, { principal }: PolicyRequest): Match {
  if (Principal === undefined && NotPrincipal === undefined) return MATCH;
  const matches =
    Principal === undefined
      ? not(includesPrincipal(NotPrincipal as never, principal))
      : includesPrincipal(Principal, principal);
  return matchOf(matches, 'its principal', 'names another principal');
}

function actionMatch({ Action, NotAction }: PolicyStatement, { action }: PolicyRequest): Match {
  const isNamed = (all: OneOrMore<PartialText>) =>
    anyOf(
      listOf(all).map((one) =>
        isLike(
          mapParts(one, (part) => part.toLowerCase()),
          action.toLowerCase(),
          {},
        ),
      ),
    );
  const matches = Action === undefined ? not(isNamed(NotAction ?? [])) : isNamed(Action);
  return matchOf(matches, 'its action', 'names another action');
}

function resourceMatch({ Resource, NotResource }: PolicyStatement, request: PolicyRequest): Match {
  const all = Resource ?? NotResource;
  if (all === undefined) return MATCH;
  const { resource = '' } = request;
  const isNamed = anyOf(listOf(all).map((one) => (one === '*' ? true : isArnLike(one, resource, request))));
  const texts = listOf(all).map((one) => JSON.stringify(displayed(one)));
  const described =
    Resource === undefined ? `excludes ${texts.join(', ')}` : `allows only ${texts.join(', ')}`;
  const reason =
    listOf(all)
      .map(unknownReason)
      .find((each) => each !== undefined) ?? unknownReason(resource);
  return matchOf(Resource === undefined ? not(isNamed) : isNamed, 'its resource', described, reason);
}

function listOf(all: OneOrMore<PartialText>): PartialText[] {
  return [all].flat() as PartialText[];
}

function matchOf(matches: Ternary, subject: string, mismatch: string, unknown?: string): Match {
  if (matches === true) return MATCH;
  if (matches === false) return { matches, reason: mismatch };
  const reason =
    unknown === undefined ? `${subject} is known only after deployment` : `${subject} is unknown: ${unknown}`;
  return { matches, reason };
}

/** Condition keys that every request of a role or user has. */
function principalKeys({ principal = '' }: PolicyRequest): PolicyRequest['context'] {
  const account = accountOf(principal);
  return account === undefined ? {} : { 'aws:PrincipalArn': principal, 'aws:PrincipalAccount': account };
}
