import type { LogColumn } from '../log-tables';
import { type AnalysedQuery, childrenOf } from './analysed-query';
import type { KustoNode } from './language-service';

/** How an operator compares a literal with a column's value. */
export enum Match {
  WHOLE = 'whole',
  /** The literal is a whole term in the value. */
  TERM = 'term',
  PART = 'part',
  START = 'start',
  END = 'end',
}

/** A string or number that a column is compared with. */
export interface Literal {
  readonly value: unknown;
  readonly isString: boolean;
  readonly offset: number;
}

/** A comparison of a column with literals. */
export interface Comparison {
  /** The table columns that the column refers to; none if it is computed. */
  readonly columns: readonly LogColumn[];
  /** The column in the text of the query. */
  readonly name: string;
  /** Type of the column in the query. */
  readonly type: string;
  readonly operator: string;
  readonly match: Match;
  readonly isCaseSensitive: boolean;
  readonly literals: readonly Literal[];
}

/** String operators without `!`. Source: Kusto Query Language documentation, "String operators". */
const OPERATORS: Readonly<Record<string, { match: Match; isCaseSensitive: boolean }>> = {
  '==': { match: Match.WHOLE, isCaseSensitive: true },
  '=~': { match: Match.WHOLE, isCaseSensitive: false },
  in: { match: Match.WHOLE, isCaseSensitive: true },
  'in~': { match: Match.WHOLE, isCaseSensitive: false },
  has: { match: Match.TERM, isCaseSensitive: false },
  has_cs: { match: Match.TERM, isCaseSensitive: true },
  has_any: { match: Match.TERM, isCaseSensitive: false },
  has_all: { match: Match.TERM, isCaseSensitive: false },
  contains: { match: Match.PART, isCaseSensitive: false },
  contains_cs: { match: Match.PART, isCaseSensitive: true },
  startswith: { match: Match.START, isCaseSensitive: false },
  startswith_cs: { match: Match.START, isCaseSensitive: true },
  endswith: { match: Match.END, isCaseSensitive: false },
  endswith_cs: { match: Match.END, isCaseSensitive: true },
};

const NEGATIONS: Readonly<Record<string, string>> = { '!=': '==', '<>': '==', '!~': '=~' };

/** All comparisons of a column with literals in a query, including literals that `let` names. */
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

/** The literals of an operand: one literal or a list. The results of sub-queries and functions are unknown. */
function literalsOf(node: KustoNode): Literal[] {
  const children = childrenOf(node);
  if (isLiteral(node) && node.ResultType?.Name !== 'dynamic') {
    const isString = node.ResultType?.Name === 'string';
    return [{ value: node.ConstantValue, isString, offset: node.TextStart }];
  }
  // the operands of a call or a path are not elements of a list
  return node.ReferencedSymbol ? [] : children.flatMap(literalsOf);
}
