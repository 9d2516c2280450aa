/** One partition key's properties of a table, without `projection.` and the key before their names. */
export type KeyProjection = Readonly<Record<string, string>>;

/** A key whose values are all known. */
export function oneOf(values: readonly string[]): KeyProjection {
  return { type: 'enum', values: values.join(',') };
}

/** A key whose values are known, or else named by each query: without `key = '...'` a query fails. */
export function oneOfOrNamed(values: readonly string[] | undefined): KeyProjection {
  return values === undefined ? { type: 'injected' } : oneOf(values);
}

/** Days from one on; tomorrow's partition is there before it begins. */
export function daysFrom(first: string, format: string): KeyProjection {
  return { type: 'date', format, range: `${first},NOW+1DAYS`, interval: '1', 'interval.unit': 'DAYS' };
}

/** The hours of a day, with two digits in a path. */
export const HOURS: KeyProjection = { type: 'integer', range: '0,23', digits: '2' };

/**
 * Partitions that are computed, not crawled: a new day is there the moment it begins. `template` is the location of
 * a partition with `${key}` for each key, ending in a slash.
 *
 * Source: Amazon Athena User Guide, "Supported types for partition projection" and "Set up partition projection".
 */
export function partitionProjection(
  keys: Readonly<Record<string, KeyProjection>>,
  template: string,
): Record<string, string> {
  const properties = Object.entries(keys).flatMap(([key, projection]) =>
    Object.entries(projection).map(([name, value]): [string, string] => [`projection.${key}.${name}`, value]),
  );
  return {
    'projection.enabled': 'true',
    ...Object.fromEntries(properties),
    'storage.location.template': template,
  };
}
