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

/** Input of the first attempt to decompress a beginning. Most logs have about six times as much text. */
const FIRST_ATTEMPT_BYTES = 8 * 1024;
/** Smallest input of an attempt, and smallest output that shows the form of a source. */
const MIN_ATTEMPT_BYTES = 16;
const MIN_DECISIVE_BYTES = 1024;
/** Output after which a longer attempt is not worth its time. */
const ENOUGH_BYTES = MAX_BEGINNING_BYTES / 2;

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
 * Decompresses the beginning of gzip data to at most 64 KiB. The output of an attempt is bounded. The attempts have more and
 * more input until the output is half of the limit; if the first one exceeds the limit or the data are damaged, they have
 * less and less.
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
  const inflated = (length: number) => attempt(() => gunzipSync(first.subarray(0, length), options));
  const most = Math.min(first.length, MAX_BEGINNING_BYTES);
  const found = longest(inflated, most) ?? shorter(inflated, Math.min(most, FIRST_ATTEMPT_BYTES));
  return found && found.length >= MIN_DECISIVE_BYTES ? { bytes: found, isWhole: false } : undefined;
}

type Inflate = (length: number) => Buffer | undefined;

function longest(inflated: Inflate, most: number): Buffer | undefined {
  let found: Buffer | undefined;
  for (let length = Math.min(most, FIRST_ATTEMPT_BYTES); ; length = Math.min(most, length * 2)) {
    const bytes = inflated(length);
    found = bytes ?? found;
    if (!bytes || length === most || bytes.length >= ENOUGH_BYTES) return found;
  }
}

function shorter(inflated: Inflate, from: number): Buffer | undefined {
  for (let length = from >>> 1; length >= MIN_ATTEMPT_BYTES; length = length >>> 1) {
    const bytes = inflated(length);
    if (bytes) return bytes;
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
