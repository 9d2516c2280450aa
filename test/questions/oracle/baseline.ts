import { HOUR, hourOf } from './hours';
import type { LoggedRecord } from './record';

const DAY = 24 * HOUR;

/** Days before an hour whose same hour of day is its history. */
const HISTORY_DAYS = 28;

/** Least history days for a comparison. */
export const LEAST_HISTORY_DAYS = 3;

/** Least bytes above the median. */
const LEAST_EXCESS = 1_000_000n;

/** Deviations above the median, and the factor of the median absolute deviation to a standard deviation. */
const TIMES_DEVIATION = 6 * 1.4826;
const LEAST_DEVIATION_SHARE = 0.1;

/** The same hour of the days before. */
export interface Baseline {
  readonly days: number;
  readonly median: bigint;
  readonly deviation: bigint;
}

/** Compares an hour with the history days of its account. Days without such traffic count as zero bytes. */
export function baselineOf(
  hour: number,
  bytesOf: ReadonlyMap<number, bigint>,
  logged: ReadonlySet<number>,
): Baseline {
  const history: bigint[] = [];
  for (let day = 1; day <= HISTORY_DAYS; day++) {
    const earlier = hour - day * DAY;
    if (logged.has(earlier)) history.push(bytesOf.get(earlier) ?? 0n);
  }
  const median = lowerMedian(history);
  const deviation = lowerMedian(history.map((bytes) => (bytes < median ? median - bytes : bytes - median)));
  return { days: history.length, median, deviation };
}

/** Whether the bytes of an hour exceed the baseline. */
export function isIrregular(bytes: bigint, { days, median, deviation }: Baseline): boolean {
  const excess = bytes - median;
  const least = Math.max(Number(deviation), LEAST_DEVIATION_SHARE * Number(median));
  return days >= LEAST_HISTORY_DAYS && excess >= LEAST_EXCESS && Number(excess) > TIMES_DEVIATION * least;
}

/** The middle value, and the lesser of two; 0 without values. */
export function lowerMedian(values: readonly bigint[]): bigint {
  const sorted = [...values].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n;
}

/** The hours of each account in which a record of any status begins. */
export function loggedHours(records: readonly LoggedRecord[]): Map<string, Set<number>> {
  const hours = new Map<string, Set<number>>();
  for (const { cloud, account, start } of records) {
    if (start === null) continue;
    const key = JSON.stringify([cloud, account]);
    hours.set(key, (hours.get(key) ?? new Set()).add(hourOf(start)));
  }
  return hours;
}
