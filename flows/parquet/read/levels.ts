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
  const only = onlyLevel(reader, count);
  if (only !== undefined) {
    checkLevel(only, highest);
    return { present: only === highest ? count : 0 };
  }
  const levels = new Uint8Array(count);
  readRuns(reader, 32 - Math.clz32(highest), levels);
  const present = highest === 1 ? sum(levels) : markPresent(levels, highest);
  return present === 0 || present === count ? { present } : { present, isPresent: levels };
}

/** Levels of one bit are marks already. */
function sum(levels: Uint8Array): number {
  let present = 0;
  for (let index = 0; index < levels.length; index++) present += levels[index] as number;
  return present;
}

/** Replaces levels by marks: 1 for the highest level, 0 for all others. Returns the number of marks. */
function markPresent(levels: Uint8Array, highest: number): number {
  let present = 0;
  for (let index = 0; index < levels.length; index++) {
    const level = levels[index] as number;
    checkLevel(level, highest);
    levels[index] = Number(level === highest);
    present += levels[index] as number;
  }
  return present;
}

function checkLevel(level: number, highest: number): void {
  if (level > highest) throw new Error(`a definition level is ${level}, more than ${highest}`);
}

/** The level of all values if one run has them all: in most pages. Otherwise the reader stays where it is. */
function onlyLevel(reader: ByteReader, count: number): number | undefined {
  const { at } = reader;
  const head = reader.varint();
  if (head % 2 === 0 && head / 2 >= count) return reader.byte();
  reader.at = at;
  return undefined;
}
