import type { SqlQuestion } from '../question';
import { questionSql } from '../question-sql';
import { FILTER_COLUMNS } from './filter-columns';
import { filterConditions } from './filter-conditions';
import { FilterError } from './filter-error';
import type { FilterValues } from './filter-values';
import { QuestionFilter } from './question-filter';

/**
 * Returns the query of a question with filters.
 *
 * @param schema - database of the relation that the question reads. Its name separates the relation from the filtered one
 * @throws FilterError if the rows of the question have nothing that a filter compares
 */
export function filteredSql(question: SqlQuestion, values: FilterValues, schema: string): string {
  const problem = unsupportedFilter(question, values);
  if (problem) throw problem;
  const { from } = question;
  const { limit, minBytes } = values;
  const conditions = filterConditions(from, values).map(({ sql }) => sql);
  const relation =
    conditions.length === 0
      ? undefined
      : `select * from ${schema}.${from}\nwhere ${conditions.join('\n  and ')}`;
  return questionOver(question, relation, { limit, minBytes });
}

/**
 * Returns the query of a question over some rows of the relation that it reads.
 *
 * @param relation - query of the rows; undefined for all rows
 */
export function questionOver(
  question: SqlQuestion,
  relation: string | undefined,
  options: Pick<FilterValues, 'limit' | 'minBytes'> = {},
): string {
  if (question.select !== '') return questionSql(question, { relation, ...options });
  // a question whose query is not composed yet
  const whole = relation ? `with flows as (\n${relation}\n)\n${question.sql}` : question.sql;
  return options.limit === undefined ? whole : `select * from (${whole}) result limit ${options.limit}`;
}

/** Whether the rows that a question reads have addresses and ports. */
export function hasEnds({ from, needs }: Pick<SqlQuestion, 'from' | 'needs'>): boolean {
  if (FILTER_COLUMNS[from].isHour) return FILTER_COLUMNS[from].address.length > 0;
  return needs.includes('src_addr') || needs.includes('dst_addr');
}

function unsupportedFilter(question: SqlQuestion, values: FilterValues): FilterError | undefined {
  const { name, bytes = [] } = question;
  const ofEnds = [
    ...(values.addresses ? [QuestionFilter.ADDRESS] : []),
    ...(values.ports ? [QuestionFilter.PORT] : []),
  ];
  const [first] = ofEnds;
  if (first && !hasEnds(question)) {
    return new FilterError(
      first,
      `is not a filter of ${name}, whose rows are interfaces without addresses and ports`,
    );
  }
  if (values.minBytes !== undefined && bytes.length === 0) {
    return new FilterError(QuestionFilter.MIN_BYTES, `is not a filter of ${name}, whose rows have no bytes`);
  }
  return undefined;
}
