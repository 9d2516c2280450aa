import { constants, gunzipSync } from 'node:zlib';
import { MAX_BEGINNING_BYTES } from './beginning';

/** The beginning of a stream, and the whole stream including this beginning. */
export interface Sniffed {
  readonly first: Uint8Array;
  readonly all: AsyncGenerator<Uint8Array>;
  /** Whether the stream ends with this beginning. */
  readonly isWhole: boolean;
}

const GZIP_MAGIC = [0x1f, 0x8b];

/** Smallest input of an attempt to decompress a beginning, and smallest output that shows the form of a source. */
const MIN_ATTEMPT_BYTES = 16;
const MIN_DECISIVE_BYTES = 1024;

/** Reads until the beginning has this many bytes, or the stream ends. */
export async function sniff(chunks: AsyncGenerator<Uint8Array>, bytes: number): Promise<Sniffed> {
  const parts: Uint8Array[] = [];
  let isWhole = false;
  for (let length = 0; length < bytes && !isWhole; ) {
    const { done = false, value } = await chunks.next();
    isWhole = done;
    if (!value) continue;
    // a copy, because the next chunk can reuse the memory
    parts.push(Buffer.from(value));
    length += value.length;
  }
  const first = parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
  async function* all() {
    try {
      if (first.length > 0) yield first;
      yield* chunks;
    } finally {
      await chunks.return(undefined);
    }
  }
  return { first, all: all(), isWhole };
}

/** Returns whether two or more first bytes are those of gzip. */
export function isGzip(first: Uint8Array): boolean {
  return GZIP_MAGIC.every((byte, index) => first[index] === byte);
}

/** A beginning after decompression. */
export interface DecompressedBeginning {
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
}

/**
 * Decompresses the beginning of gzip data to at most 64 KiB. The output of an attempt is bounded: if it is larger, or if the
 * data are damaged, the next attempt has half the input.
 *
 * @param isWhole - whether the beginning is the whole gzip data
 * @returns undefined if the attempts give too few bytes to decide, for example because the data are damaged
 */
export function gunzippedBeginning(first: Uint8Array, isWhole: boolean): DecompressedBeginning | undefined {
  const maxOutputLength = MAX_BEGINNING_BYTES;
  if (isWhole && first.length <= MAX_BEGINNING_BYTES) {
    const bytes = attempt(() => gunzipSync(first, { maxOutputLength }));
    if (bytes) return { bytes, isWhole: true };
  }
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength };
  const most = Math.min(first.length, MAX_BEGINNING_BYTES);
  for (let length = most; length >= MIN_ATTEMPT_BYTES; length = length >>> 1) {
    const bytes = attempt(() => gunzipSync(first.subarray(0, length), options));
    if (bytes) return bytes.length < MIN_DECISIVE_BYTES ? undefined : { bytes, isWhole: false };
  }
  return undefined;
}

function attempt<T>(decompress: () => T): T | undefined {
  try {
    return decompress();
  } catch {
    return undefined;
  }
}
