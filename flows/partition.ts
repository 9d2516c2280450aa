/** The partition keys of both tables, in the order of the directories. */
export const PARTITION_KEYS = ['cloud', 'account_id', 'region', 'day'] as const;

/** Value of each partition key; null if it is not known. */
export type Partition = Readonly<Record<(typeof PARTITION_KEYS)[number], string | null>>;

/** Name of a partition without a value in Hive, Athena, Spark, and DuckDB. */
export const NULL_PARTITION = '__HIVE_DEFAULT_PARTITION__';

const MILLIS_PER_DAY = 86_400_000;

/** Returns the Hive-style directory: `cloud=aws/account_id=123456789012/region=eu-west-1/day=2026-11-22`. */
export function partitionPath(partition: Partition): string {
  return PARTITION_KEYS.map((key) => `${key}=${escapeValue(partition[key])}`).join('/');
}

/** Returns the values of the partition keys in a directory of `partitionPath`, in the order of the keys. */
export function partitionValues(path: string): string[] {
  return path.split('/').map((level) => decodeURIComponent(level.slice(level.indexOf('=') + 1)));
}

export function samePartition(a: Partition, b: Partition): boolean {
  return PARTITION_KEYS.every((key) => a[key] === b[key]);
}

/** Returns the UTC day of a time in milliseconds, as `YYYY-MM-DD`. */
export function dayOf(millis: bigint): string {
  const day = Math.floor(Number(millis) / MILLIS_PER_DAY);
  const cached = DAYS.get(day);
  if (cached) return cached;
  const text = new Date(day * MILLIS_PER_DAY).toISOString().slice(0, 10);
  DAYS.set(day, text);
  return text;
}

/** Cached days. The bounds on times limit their number. */
const DAYS = new Map<number, string>();

/** Values come from records. Only letters, digits, and `_.-` may reach a file name. */
function escapeValue(value: string | null): string {
  if (value === null || value === '') return NULL_PARTITION;
  return value.replace(/[^A-Za-z0-9_.-]/gu, (char) =>
    [...Buffer.from(char)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
