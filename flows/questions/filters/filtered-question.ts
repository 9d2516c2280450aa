import { Relation } from '../../relations';
import type { SqlQuestion } from '../question';
import { questionSql } from '../question-sql';
import { FILTER_COLUMNS } from './filter-columns';
import { filterConditions, loggedConditions, startCondition } from './filter-conditions';
import { FilterError } from './filter-error';
import type { FilterValues } from './filter-values';
import { QuestionFilter } from './question-filter';

const MILLIS_PER_DAY = 86_400_000;

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
  const read = valuesToRead(question, values);
  const conditions = filterConditions(from, read).map(({ sql }) => sql);
  const logged = loggedConditions(read);
  return questionSql(question, {
    relation: rowsOf(schema, from, conditions),
    limit,
    minBytes,
    logged: rowsOf(schema, Relation.FLOWS, logged),
    shown: values.from && startCondition('hour', values.from),
  });
}

/** Returns the filters of the rows that a question reads. They include the history of those that it shows. */
export function valuesToRead({ loggedHours }: SqlQuestion, values: FilterValues): FilterValues {
  const { from } = values;
  if (!from || !loggedHours) return values;
  return { ...values, from: new Date(from.getTime() - loggedHours.historyDays * MILLIS_PER_DAY) };
}

/** Returns a query of some rows of a relation; undefined for all rows. */
function rowsOf(schema: string, relation: Relation, conditions: readonly string[]): string | undefined {
  if (conditions.length === 0) return undefined;
  return `select * from ${schema}.${relation}\nwhere ${conditions.join('\n  and ')}`;
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
