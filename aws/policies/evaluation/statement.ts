import type { PartialText } from '../../../flows/partial-text';
import type { OneOrMore } from './request';

/** Principals of a statement: all, or names by their kind. */
export type Principals = '*' | Readonly<Record<string, OneOrMore<PartialText>>>;

/** A statement of any policy, as its JSON has it. Texts can be partly unknown. */
export interface PolicyStatement {
  readonly Sid?: PartialText;
  readonly Effect: PartialText;
  readonly Principal?: Principals;
  readonly NotPrincipal?: Principals;
  readonly Action?: OneOrMore<PartialText>;
  readonly NotAction?: OneOrMore<PartialText>;
  readonly Resource?: OneOrMore<PartialText>;
  readonly NotResource?: OneOrMore<PartialText>;
  /** Operator, then key, then the values of which one must fit. */
  readonly Condition?: unknown;
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

const ELEMENTS: Readonly<Record<PolicyKind, readonly string[]>> = {
  [PolicyKind.RESOURCE]: ['Principal', 'Action', 'Resource'],
  [PolicyKind.TRUST]: ['Principal', 'Action'],
  [PolicyKind.IDENTITY]: ['Action', 'Resource'],
};

/** Returns why AWS would reject a statement; `undefined` if the statement is valid. */
export function statementProblem(kind: PolicyKind, statement: PolicyStatement): string | undefined {
  const elements = Object.keys(statement);
  const pairs = ELEMENTS[kind].map((element) => [element, `Not${element}`]);
  const allowed = ['Sid', 'Effect', 'Condition', ...pairs.flat()];
  const problems = [
    ...pairs.flatMap((pair) => {
      const count = pair.filter((element) => elements.includes(element)).length;
      if (count === 0) return [`lacks ${pair[0]}`];
      return count === 1 ? [] : [`has ${pair.join(' and ')}`];
    }),
    ...elements.filter((element) => !allowed.includes(element)).map((element) => `has ${element}`),
    ...(typeof statement.Effect !== 'string' || ['Allow', 'Deny'].includes(statement.Effect)
      ? []
      : [`has the effect ${JSON.stringify(statement.Effect)}`]),
  ];
  return problems.length === 0 ? undefined : problems.join(', ');
}
