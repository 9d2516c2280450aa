import { BLANKS } from '../../flows/input/json-documents';

const KEY = Buffer.from('"time"');
const OPEN_BRACE = 0x7b;

/** Maximum number of blanks between the brace and the key. */
const MAX_BLANKS = 256;

/** Maximum number of bytes at the end of a piece that can belong to an incomplete beginning of a record. */
export const START_BYTES = MAX_BLANKS + KEY.length;

/**
 * Offsets of objects whose first key is `time`, as in all records of flow logs. Valid JSON contains these bytes nowhere
 * else, not even in a string, so a reader can continue there after damaged bytes.
 */
export function* recordStarts(bytes: Buffer, from = 0): Generator<number> {
  for (let key = bytes.indexOf(KEY, from); key >= 0; key = bytes.indexOf(KEY, key + 1)) {
    let at = key - 1;
    while (at > key - MAX_BLANKS && BLANKS.has(bytes[at] as number)) at--;
    if (at >= from && bytes[at] === OPEN_BRACE) yield at;
  }
}
