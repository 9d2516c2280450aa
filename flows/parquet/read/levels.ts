import type { ByteReader } from './byte-reader';
import { readRuns } from './encodings';

/** Which values of a page are present; the others are null. */
export interface Levels {
  /** Number of present values. */
  readonly present: number;
  /** 1 for a present value, 0 for null; undefined if all values are present, or none. */
  readonly isPresent?: Uint8Array;
}

/**
 * Reads definition levels. A value with a level below the highest one is null, whatever optional group is missing.
 *
 * @throws Error if a level is above the highest one, or bytes are missing
 */
export function readLevels(reader: ByteReader, highest: number, count: number): Levels {
  if (highest === 0) return { present: count };
  const levels = new Uint8Array(count);
  readRuns(reader, 32 - Math.clz32(highest), levels);
  let present = 0;
  for (let index = 0; index < count; index++) {
    const level = levels[index] as number;
    if (level > highest) throw new Error(`a definition level is ${level}, more than ${highest}`);
    const isPresent = Number(level === highest);
    levels[index] = isPresent;
    present += isPresent;
  }
  return present === 0 || present === count ? { present } : { present, isPresent: levels };
}
