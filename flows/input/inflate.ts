import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError, InputErrorCode } from './input-error';
import { isGzip, sniff } from './sniff';

const CHUNK_BYTES = 256 * 1024;
const GZIP_MAGIC_BYTES = 2;

/** Numbers of bytes that `inflate` processed. */
export interface ByteCount {
  /** Bytes as stored. */
  stored: number;
  /** Bytes after decompression. */
  inflated: number;
}

/** Settings of `inflate`. */
export interface InflateOptions {
  /** @default - not limited */
  readonly maxBytes?: number;
  /** @default - not counted */
  readonly count?: ByteCount;
}

/**
 * Returns the decompressed bytes of a source. It recognizes gzip (with any number of members) by its first bytes and
 * returns anything else unchanged.
 *
 * @throws InputError if the gzip data is truncated, has a wrong checksum, is followed by other data, or inflates to more
 * than `maxBytes`
 */
export async function* inflate(
  stored: AsyncIterable<Uint8Array>,
  { maxBytes = Number.POSITIVE_INFINITY, count = { stored: 0, inflated: 0 } }: InflateOptions = {},
): AsyncGenerator<Uint8Array> {
  const { first, all } = await sniff(counted(stored, count), GZIP_MAGIC_BYTES);
  const plain = isGzip(first) ? gunzip(all, count) : all;
  for await (const chunk of plain) {
    count.inflated += chunk.length;
    if (count.inflated > maxBytes) throw tooLarge(maxBytes, count);
    yield chunk;
  }
}

async function* gunzip(stored: AsyncIterable<Uint8Array>, count: ByteCount): AsyncGenerator<Uint8Array> {
  const decoder = createGunzip({ chunkSize: CHUNK_BYTES });
  const source = Readable.from(stored, { objectMode: false });
  source.on('error', (error) => decoder.destroy(error));
  try {
    yield* source.pipe(decoder) as AsyncIterable<Uint8Array>;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    throw damaged(message, decoder.bytesWritten, count);
  } finally {
    source.destroy();
  }
  if (decoder.bytesWritten < count.stored) {
    throw damaged('other data follow the compressed data', decoder.bytesWritten, count);
  }
}

/** Returns the error of a source with too many bytes. */
export function tooLarge(maxBytes: number, { stored }: ByteCount): InputError {
  return new InputError(
    InputErrorCode.TOO_LARGE,
    `inflates to more than ${maxBytes} bytes (${stored} stored bytes read so far). Raise the limit or split the object.`,
  );
}

/** Returns the error of damaged compressed bytes. */
export function damaged(what: string, offset: number, { stored, inflated }: ByteCount): InputError {
  return new InputError(
    InputErrorCode.DAMAGED,
    `gzip is damaged: ${what} (byte ${offset} of ${stored} read so far, ${inflated} bytes inflated)`,
  );
}

/** Counts bytes and copies them, because the decoder requests more chunks before it uses them. */
async function* counted(stored: AsyncIterable<Uint8Array>, count: ByteCount): AsyncGenerator<Uint8Array> {
  for await (const chunk of stored) {
    count.stored += chunk.length;
    yield Buffer.from(chunk);
  }
}
