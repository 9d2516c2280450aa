import type { Relation } from '../relations';

/** The parts of a question that its query consists of. */
export interface QueryParts {
  readonly from: Relation;
  readonly select: string;
  readonly columns: { readonly keys: readonly string[] };
  readonly order?: readonly string[];
  readonly bytes?: readonly string[];
  readonly limit?: number;
}

/** What a query returns of a question. */
export interface QuestionSqlOptions {
  /**
   * Query that stands for the relation that the question reads.
   *
   * @default - the relation of that name
   */
  readonly relation?: string;
  /**
   * Least bytes of a row, as an integer.
   *
   * @default - all rows
   */
  readonly minBytes?: bigint | number;
  /**
   * Most rows.
   *
   * @default - that of the question
   */
  readonly limit?: number;
}

/** Returns the query of a question. */
export function questionSql(question: QueryParts, options: QuestionSqlOptions = {}): string {
  const { from, select, columns, order = [], bytes = [], limit: ownLimit } = question;
  const { relation, minBytes, limit = ownLimit } = options;
  const sum = bytes.map((column) => `coalesce(${column}, 0)`).join(' + ');
  return [
    ...(relation === undefined ? [] : [`with ${from} as (\n${indented(relation)}\n)`]),
    `select * from (\n${indented(select)}\n) result`,
    ...(minBytes === undefined || bytes.length === 0 ? [] : [`where ${sum} >= ${minBytes}`]),
    `order by ${[...order, ...columns.keys.map((key) => `${key} nulls last`)].join(', ')}`,
    ...(limit === undefined ? [] : [`limit ${limit}`]),
  ].join('\n');
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
