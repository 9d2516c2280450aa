import { constants, gunzipSync } from 'node:zlib';
import { PARQUET_MAGIC } from '../parquet/magic';
import { BLANKS } from './json-documents';
import { BYTE_ORDER_MARK } from './lines';

/** Form of a source, as its first bytes show it. */
export enum InputForm {
  GZIP = 'gzip',
  PARQUET = 'parquet',
  /** JSON objects, one after the other. */
  JSON = 'json',
  /** Anything else. */
  TEXT = 'text',
}

/** The beginning of a stream, and the whole stream including this beginning. */
export interface Sniffed {
  readonly first: Uint8Array;
  readonly all: AsyncGenerator<Uint8Array>;
}

const GZIP_MAGIC = [0x1f, 0x8b];
const OPEN_BRACE = 0x7b;

/** A source that begins with more blanks than this is text. */
const MAX_BLANK_BYTES = 64 * 1024;

/** Reads until the beginning satisfies `isEnough`, or the stream ends. */
export async function sniff(
  chunks: AsyncGenerator<Uint8Array>,
  isEnough: (first: Uint8Array) => boolean,
): Promise<Sniffed> {
  let first: Uint8Array = Buffer.alloc(0);
  while (!isEnough(first)) {
    const { done, value } = await chunks.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  async function* all() {
    if (first.length > 0) yield first;
    yield* chunks;
  }
  return { first, all: all() };
}

/** Returns whether a beginning is long enough for `formOf`. */
export function showsForm(first: Uint8Array): boolean {
  if (first.length >= MAX_BLANK_BYTES) return true;
  return first.length >= PARQUET_MAGIC.length && beginsWithObject(first) !== undefined;
}

/** Returns the form of a source with this beginning. */
export function formOf(first: Uint8Array): InputForm {
  if (isGzip(first)) return InputForm.GZIP;
  if (Buffer.from(first).toString('latin1', 0, PARQUET_MAGIC.length) === PARQUET_MAGIC) {
    return InputForm.PARQUET;
  }
  return beginsWithObject(first) ? InputForm.JSON : InputForm.TEXT;
}

/** Returns whether two or more first bytes are those of gzip. */
export function isGzip(first: Uint8Array): boolean {
  return GZIP_MAGIC.every((byte, index) => first[index] === byte);
}

/** Returns whether a beginning has the bytes that `isGzip` needs. */
export function showsGzip(first: Uint8Array): boolean {
  return first.length >= GZIP_MAGIC.length;
}

/** Returns the decompressed bytes of a gzip beginning; any other beginning as it is. */
export function inflatedBeginning(first: Uint8Array): Uint8Array {
  try {
    return gunzipSync(first, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return first;
  }
}

/** Returns whether bytes begin with a JSON object; undefined if they are only blanks. */
export function beginsWithObject(bytes: Uint8Array): boolean | undefined {
  const start = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte) ? BYTE_ORDER_MARK.length : 0;
  const first = bytes.subarray(start).find((byte) => !BLANKS.has(byte));
  return first === undefined ? undefined : first === OPEN_BRACE;
}
