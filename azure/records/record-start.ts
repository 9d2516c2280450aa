import { BLANKS } from '../../flows/input/json-documents';

const KEY = Buffer.from('"time"');
const OPEN_BRACE = 0x7b;

/** Most blanks between the brace and the key that are looked through. */
const MAX_BLANKS = 256;

/** So many bytes at the end of a piece can be the beginning of a record that only the bytes to come tell. */
export const START_BYTES = MAX_BLANKS + KEY.length;

/**
 * Where objects begin whose first key is `time`, as all records of flow logs do. In sound JSON these bytes stand
 * nowhere else, not in a text either: so they are a place to go on after damage.
 */
export function* recordStarts(bytes: Buffer, from = 0): Generator<number> {
  for (let key = bytes.indexOf(KEY, from); key >= 0; key = bytes.indexOf(KEY, key + 1)) {
    let at = key - 1;
    while (at > key - MAX_BLANKS && BLANKS.has(bytes[at] as number)) at--;
    if (at >= from && bytes[at] === OPEN_BRACE) yield at;
  }
}
