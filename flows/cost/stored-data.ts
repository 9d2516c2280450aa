import { known, type Value } from '../value';
import type { AssumedValues, COMMON_ASSUMPTIONS } from './assumptions';

/** How long data is stored. */
export interface StoredData {
  /** Days until the data is deleted; `undefined` if it never is. */
  readonly days: Value<number | undefined>;
  /**
   * Days for which a versioned bucket stores expired objects as noncurrent versions; `undefined` if forever.
   *
   * @default - the storage has no versions
   */
  readonly noncurrentDays?: Value<number | undefined>;
  /** Whether the data moves to other storage classes. */
  readonly moves: Value<boolean>;
}

type Assumed = AssumedValues<typeof COMMON_ASSUMPTIONS>;

/** Returns the bytes that are stored at the end of the retention; for an unknown or endless retention, the assumption. */
export function storedBytes(bytesPerDay: bigint, data: StoredData, assumed: Assumed): bigint {
  const days = totalDays(data);
  return bytesPerDay * BigInt((days.known ? days.value : undefined) ?? assumed.daysWithoutExpiry);
}

/** Notes about the retention of data, such as `the delivered data`. */
export function storedDataNotes(what: string, data: StoredData, { daysWithoutExpiry }: Assumed): string[] {
  const { days, noncurrentDays, moves } = data;
  const counted = `counted with ${daysWithoutExpiry} days`;
  const notes: string[] = [];
  const total = totalDays(data);
  if (!total.known) notes.push(`the retention of ${what} is unknown, because ${total.reason}: ${counted}`);
  else if (total.value === undefined && days.known && days.value !== undefined) {
    notes.push(
      `${what} expires after ${days.value} days, but its bucket is versioned and no rule deletes noncurrent versions, ` +
        `so its cost grows each month: ${counted}`,
    );
  } else if (total.value === undefined) {
    notes.push(`${what} never expires, so its cost grows each month: ${counted}`);
  } else if (noncurrentDays?.known && noncurrentDays.value) {
    notes.push(`${what} stays for ${noncurrentDays.value} days as noncurrent versions after its expiration`);
  }
  if (!moves.known)
    notes.push(`${what} may move to other storage classes, which are not counted: ${moves.reason}`);
  else if (moves.value) notes.push(`${what} moves to other storage classes, which are not counted`);
  return notes;
}

/** Days until data and its noncurrent versions are deleted; `undefined` if they never are. */
function totalDays({ days, noncurrentDays = known(0) }: StoredData): Value<number | undefined> {
  if (!days.known || days.value === undefined) return days;
  if (!noncurrentDays.known || noncurrentDays.value === undefined) return noncurrentDays;
  return known(days.value + noncurrentDays.value);
}
