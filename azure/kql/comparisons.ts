import type { LogColumn } from '../log-tables';
import { type AnalysedQuery, childrenOf } from './analysed-query';
import type { KustoNode } from './language-service';

/** How an operator holds a text against a column's value. */
export enum Match {
  WHOLE = 'whole',
  /** A whole word of the value. */
  TERM = 'term',
  PART = 'part',
  START = 'start',
  END = 'end',
}

/** A text or number that a column is compared with. */
export interface Literal {
  readonly value: unknown;
  readonly isText: boolean;
  readonly offset: number;
}

/** A column held against literals. */
export interface Comparison {
  /** The columns of tables that it stands for; none if it was computed. */
  readonly columns: readonly LogColumn[];
  /** Its name as the query has it. */
  readonly name: string;
  /** Type of the column in the query. */
  readonly type: string;
  readonly operator: string;
  readonly match: Match;
  readonly mindsCase: boolean;
  readonly literals: readonly Literal[];
}

/** Operators that compare texts, without `!`. Source: Kusto Query Language documentation, "String operators". */
const OPERATORS: Readonly<Record<string, { match: Match; mindsCase: boolean }>> = {
  '==': { match: Match.WHOLE, mindsCase: true },
  '=~': { match: Match.WHOLE, mindsCase: false },
  in: { match: Match.WHOLE, mindsCase: true },
  'in~': { match: Match.WHOLE, mindsCase: false },
  has: { match: Match.TERM, mindsCase: false },
  has_cs: { match: Match.TERM, mindsCase: true },
  has_any: { match: Match.TERM, mindsCase: false },
  has_all: { match: Match.TERM, mindsCase: false },
  contains: { match: Match.PART, mindsCase: false },
  contains_cs: { match: Match.PART, mindsCase: true },
  startswith: { match: Match.START, mindsCase: false },
  startswith_cs: { match: Match.START, mindsCase: true },
  endswith: { match: Match.END, mindsCase: false },
  endswith_cs: { match: Match.END, mindsCase: true },
};

const NEGATIONS: Readonly<Record<string, string>> = { '!=': '==', '<>': '==', '!~': '=~' };

/** Every place where a query holds a column against literals, be they named by `let` or not. */
export function comparisons(query: AnalysedQuery): Comparison[] {
  return query.nodes.flatMap(({ node }) => {
    const [left, token, right, ...others] = childrenOf(node);
    if (!left || !token?.IsToken || !right || others.length > 0) return [];
    const operator = token.Text ?? '';
    const known = OPERATORS[NEGATIONS[operator] ?? operator.replace(/^!/, '')];
    if (!known) return [];
    const [side, literals] = isLiteral(left) ? [right, literalsOf(left)] : [left, literalsOf(right)];
    const column = withoutBrackets(side);
    if (literals.length === 0 || isLiteral(column)) return [];
    return [
      {
        columns: query.columnsOf(column),
        name: query.text.slice(column.TextStart, column.TextStart + column.Width),
        type: column.ResultType?.Name ?? 'unknown',
        operator,
        ...known,
        literals,
      },
    ];
  });
}

function withoutBrackets(node: KustoNode): KustoNode {
  const [open, inner, close] = childrenOf(node);
  return open?.IsToken && open.Text === '(' && inner && close ? withoutBrackets(inner) : node;
}

function isLiteral({ ConstantValue }: KustoNode): boolean {
  return ConstantValue !== null && ConstantValue !== undefined;
}

/** A literal, or those of a list; what a sub-query or a function gives is not known. */
function literalsOf(node: KustoNode): Literal[] {
  const children = childrenOf(node);
  if (isLiteral(node) && node.ResultType?.Name !== 'dynamic') {
    const isText = node.ResultType?.Name === 'string';
    return [{ value: node.ConstantValue, isText, offset: node.TextStart }];
  }
  // a call or a path has an operand of its own, which is no part of a list
  return node.ReferencedSymbol ? [] : children.flatMap(literalsOf);
}
