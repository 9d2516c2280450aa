import { FilterKind, filterDefinition, QuestionFilter } from '../../../flows/questions/filters';

/**
 * Filters of queries over flows. The time range is that of the workspace or the workbook. The filters `limit` and
 * `min-bytes` depend on the question.
 */
export const FLOW_FILTERS: readonly QuestionFilter[] = [
  QuestionFilter.ACCOUNT,
  QuestionFilter.NETWORK,
  QuestionFilter.INTERFACE,
  QuestionFilter.FLOW_LOG,
  QuestionFilter.ADDRESS,
  QuestionFilter.PORT,
  QuestionFilter.INTERNAL_NETWORKS,
];

/** Filters of queries over the table with both clouds. */
export const TABLE_FILTERS: readonly QuestionFilter[] = [QuestionFilter.CLOUD, ...FLOW_FILTERS];

const NUMBERS: readonly FilterKind[] = [FilterKind.COUNT, FilterKind.BYTES];

/** Returns whether the value of a filter is a number. The value of the others is a text. */
export function isNumber(filter: QuestionFilter): boolean {
  return NUMBERS.includes(filterDefinition(filter).kind);
}

/** Returns the name of the variable of a filter. The prefix keeps it distinct from columns, which hide variables. */
export function variableOf(filter: QuestionFilter): string {
  return `filter_${filter.replaceAll('-', '_')}`;
}

/**
 * Returns the statements at the top of a query that declare its filters.
 *
 * @param valueFor - the value, without the quotes of a text
 */
export function filterStatements(
  filters: readonly QuestionFilter[],
  valueFor: (filter: QuestionFilter) => string,
): string {
  return filters
    .map((filter) => {
      const value = valueFor(filter);
      return `let ${variableOf(filter)} = ${isNumber(filter) ? value : `"${value}"`};\n`;
    })
    .join('');
}

/** Returns the value that selects every row, up to the limit of the question. */
export function neutralValue(filter: QuestionFilter, limit?: number): string {
  if (filter === QuestionFilter.LIMIT) return String(limit);
  return isNumber(filter) ? '0' : '';
}

/** Returns a condition: the text filter is empty, or its comma-separated list contains one of the values in any case. */
export function isSelected(filter: QuestionFilter, ...values: readonly string[]): string {
  const variable = variableOf(filter);
  const list = `strcat(",", replace_string(${variable}, " ", ""), ",")`;
  return [
    `isempty(${variable})`,
    ...values.map((value) => `${list} contains strcat(",", ${value}, ",")`),
  ].join(' or ');
}
