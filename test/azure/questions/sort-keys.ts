/** Returns the ascending keys of the last `order by` of a query. */
export function sortKeysOf(kql: string): (string | undefined)[] {
  const [, order = ''] = /\n\| order by ([^\n]+)(?:\n\| take filter_limit)?$/.exec(kql) ?? [];
  return order
    .split(', ')
    .filter((key) => / asc$/.test(key))
    .map((key) => key.replace(/^\['(\w+)'\]|^(\w+) .*/, '$1$2').split(' ')[0]);
}
