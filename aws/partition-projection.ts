/** Table properties of one partition key. Their names omit the prefix `projection.<key>.`. */
export type KeyProjection = Readonly<Record<string, string>>;

/** A partition key with known values. */
export function oneOf(values: readonly string[]): KeyProjection {
  return { type: 'enum', values: values.join(',') };
}

/** A partition key with known values. If the values are unknown, each query needs a condition `key = '...'`. */
export function oneOfOrNamed(values: readonly string[] | undefined): KeyProjection {
  return values === undefined ? { type: 'injected' } : oneOf(values);
}

/** The first day of a range that moves: a number of days before today (UTC). The number can be a deploy-time token. */
export function daysAgo(days: number | string): string {
  return `NOW-${days}DAYS`;
}

/** A partition key for days, from the first one until tomorrow (UTC). */
export function daysFrom(first: string, format: string): KeyProjection {
  return { type: 'date', format, range: `${first},NOW+1DAYS`, interval: '1', 'interval.unit': 'DAYS' };
}

/** A partition key for the hours of a day, with two digits. */
export const HOURS: KeyProjection = { type: 'integer', range: '0,23', digits: '2' };

/**
 * Creates the table properties for partition projection: Athena computes the partitions, so no crawler is needed.
 *
 * @param template location of a partition, with `${key}` for each key and a trailing slash
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
