/** The partition keys of both tables, in the order of the directories. */
export const PARTITION_KEYS = ['cloud', 'account_id', 'region', 'day'] as const;

/** Value of each partition key; null where it is not known. */
export type Partition = Readonly<Record<(typeof PARTITION_KEYS)[number], string | null>>;

/** The name Hive, Athena, Spark and DuckDB give to a partition without a value. */
const NULL_PARTITION = '__HIVE_DEFAULT_PARTITION__';

const MILLIS_PER_DAY = 86_400_000;

/** Hive-style directory of a partition: `cloud=aws/account_id=123456789012/region=eu-west-1/day=2026-11-22`. */
export function partitionPath(partition: Partition): string {
  return PARTITION_KEYS.map((key) => `${key}=${escapeValue(partition[key])}`).join('/');
}

export function samePartition(a: Partition, b: Partition): boolean {
  return PARTITION_KEYS.every((key) => a[key] === b[key]);
}

/** The UTC day of a time in milliseconds, `YYYY-MM-DD`. */
export function dayOf(millis: bigint): string {
  const day = Math.floor(Number(millis) / MILLIS_PER_DAY);
  const known = DAYS.get(day);
  if (known) return known;
  const text = new Date(day * MILLIS_PER_DAY).toISOString().slice(0, 10);
  DAYS.set(day, text);
  return text;
}

/** Days seen before; the bounds on times keep them few. */
const DAYS = new Map<number, string>();

/** Values come from records: nothing but plain characters may reach a file name. */
function escapeValue(value: string | null): string {
  if (value === null || value === '') return NULL_PARTITION;
  return value.replace(/[^A-Za-z0-9_.-]/gu, (char) =>
    [...Buffer.from(char)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
