import type { DuckDBConnection } from '@duckdb/node-api';
import { plainValue } from '../output/plain-value';
import { ALL_RECORDS } from './table-views';

/** How many records of `flows` meet conditions. */
export interface MatchingRecords {
  readonly all: number;
  /** Times of the first and of the last record as ISO 8601; null if no record has one. */
  readonly first: string | null;
  readonly last: string | null;
  /** Numbers of the records that meet each condition, in the order of the conditions. */
  readonly matches: readonly number[];
  /** Number of the records that meet all conditions. */
  readonly together: number;
}

/** Counts the records of `flows` that meet each condition, and those that meet all of them. */
export async function countMatching(
  connection: DuckDBConnection,
  conditions: readonly string[],
): Promise<MatchingRecords> {
  const counts = [...conditions, conditions.map((each) => `(${each})`).join(' and ')].map(
    (condition) => `count(case when ${condition} then 1 end)`,
  );
  const times = ['min(start_time)', 'max(coalesce(end_time, start_time))'];
  const reader = await connection.runAndReadAll(
    `select count(*), ${[...times, ...counts].join(', ')} from ${ALL_RECORDS}`,
  );
  const [all, first, last, ...matches] = (reader.getRows()[0] ?? []).map(plainValue);
  return {
    all: Number(all),
    first: first as string | null,
    last: last as string | null,
    matches: matches.slice(0, -1).map(Number),
    together: Number(matches.at(-1)),
  };
}
