/** Returns a `group by` clause for the first columns of a query. */
export function groupByFirst(columns: readonly string[]): string {
  return `group by ${columns.map((_, index) => index + 1).join(', ')}`;
}

/** Returns the largest value of each column under its name. */
export function largest(columns: readonly string[], separator = ',\n    '): string {
  return columns.map((column) => `max(${column}) as ${column}`).join(separator);
}
