import { Relation } from '../relations';
import type { LoggedHoursUse } from './logged-hours-use';

/** The parts of a question that its query consists of. */
export interface QueryParts {
  readonly from: Relation;
  readonly select: string;
  readonly columns: { readonly keys: readonly string[] };
  readonly order?: readonly string[];
  readonly bytes?: readonly string[];
  readonly limit?: number;
  readonly loggedHours?: LoggedHoursUse;
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
   * Query that stands for `flows`, where the question reads it beside its relation.
   *
   * @default - the table
   */
  readonly logged?: string;
  /**
   * Condition on the hours that a question with a history shows.
   *
   * @default - all hours that it reads
   */
  readonly shown?: string;
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
  const { from, columns, order = [], bytes = [], limit: ownLimit, loggedHours } = question;
  const { relation, logged, shown, minBytes, limit = ownLimit } = options;
  const select = shown === undefined ? undefined : loggedHours?.selectShown?.(shown);
  const narrowed = [
    ...(relation === undefined ? [] : [named(from, relation)]),
    ...(logged === undefined || !loggedHours ? [] : [named(Relation.FLOWS, logged)]),
  ];
  const sum = bytes.map((column) => `coalesce(${column}, 0)`).join(' + ');
  return [
    ...(narrowed.length === 0 ? [] : [`with ${narrowed.join(',\n')}`]),
    `select * from (\n${indented(select ?? question.select)}\n) result`,
    ...(minBytes === undefined || bytes.length === 0 ? [] : [`where ${sum} >= ${minBytes}`]),
    `order by ${[...order, ...columns.keys.map((key) => `${key} nulls last`)].join(', ')}`,
    ...(limit === undefined ? [] : [`limit ${limit}`]),
  ].join('\n');
}

function named(relation: Relation, query: string): string {
  return `${relation} as (\n${indented(query)}\n)`;
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
