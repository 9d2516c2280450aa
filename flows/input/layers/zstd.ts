import { Decompress } from 'fzstd';
import xxhash from 'xxhash-wasm';
import { tooLarge } from '../inflate';
import { InputError, InputErrorCode } from '../input-error';
import { ByteQueue } from './byte-queue';
import type { Layer } from './layer';
import {
  BLOCK_HEADER_BYTES,
  blockHeader,
  CHECKSUM_BYTES,
  type FrameHeader,
  frameHeader,
  MAX_BLOCK_BYTES,
  MAX_HEADER_BYTES,
  skippableLength,
} from './zstd-frame';

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];

/** Largest window, which bounds the memory. Decoders should support 8 MiB (RFC 8878, section 3.1.1.1.2). */
const MAX_WINDOW_BYTES = 8 * 1024 ** 2;

/** Zstandard with any number of frames (RFC 8878). The checksum of each frame is verified. */
export const ZSTD: Layer = {
  name: 'zstd',
  recognizes: (first) => MAGIC.every((byte, index) => first[index] === byte),
  async *decode(bytes, maxBytes) {
    const queue = new ByteQueue(bytes);
    try {
      let inflated = 0;
      while ((await queue.peek(1)).length > 0) {
        const skippable = skippableLength(await queue.peek(MAX_HEADER_BYTES));
        if (skippable !== undefined) await skip(queue, skippable);
        else {
          for await (const part of frameContent(queue)) {
            inflated += part.length;
            if (inflated > maxBytes) throw tooLarge(maxBytes, { stored: queue.position, inflated });
            yield part;
          }
        }
      }
    } finally {
      await queue.close();
    }
  },
};

async function* frameContent(queue: ByteQueue): AsyncGenerator<Uint8Array> {
  const header = frameHeader(await queue.peek(MAX_HEADER_BYTES));
  if (typeof header === 'string') throw damaged(header, queue);
  checkWindow(header);
  const hash = (await xxhash()).create64();
  const parts: Uint8Array[] = [];
  const decoder = new Decompress((part) => {
    if (part.length > 0) parts.push(part);
  });
  decoder.push(header.bytes);
  queue.skip(header.bytes.length);
  let length = 0;
  for (let isLast = false; !isLast; ) {
    const block = blockHeader(await queue.peek(BLOCK_HEADER_BYTES));
    if (typeof block === 'string') throw damaged(block, queue);
    isLast = block.isLast;
    const stored = await taken(queue, block.storedBytes);
    try {
      decoder.push(Buffer.from(stored), isLast);
    } catch (error) {
      throw damaged((error as Error).message, queue);
    }
    for (const part of parts.splice(0)) {
      if (part.length > MAX_BLOCK_BYTES) throw damaged(`a block of ${part.length} bytes`, queue);
      length += part.length;
      hash.update(part);
      yield part;
    }
  }
  if (header.hasChecksum) {
    const checksum = (await taken(queue, CHECKSUM_BYTES)).readUInt32LE(0);
    if (checksum !== Number(hash.digest() & 0xffffffffn)) throw damaged('incorrect data check', queue);
  }
  if (header.contentBytes !== undefined && header.contentBytes !== length) {
    throw damaged(`the content has ${length} bytes; the header states ${header.contentBytes}`, queue);
  }
}

function checkWindow({ windowBytes }: FrameHeader): void {
  if (windowBytes <= MAX_WINDOW_BYTES) return;
  throw new InputError(
    InputErrorCode.UNSUPPORTED,
    `the zstd data need a window of ${windowBytes} bytes, and the limit is ${MAX_WINDOW_BYTES}. Compress the file again ` +
      'without --long and --ultra, or with gzip.',
  );
}

async function skip(queue: ByteQueue, length: number): Promise<void> {
  for (let left = length; left > 0; ) {
    const part = await queue.take(Math.min(left, MAX_BLOCK_BYTES));
    if (part.length === 0) throw damaged('unexpected end of file', queue);
    left -= part.length;
  }
}

async function taken(queue: ByteQueue, length: number): Promise<Buffer> {
  const bytes = await queue.take(length);
  if (bytes.length < length) throw damaged('unexpected end of file', queue);
  return bytes;
}

function damaged(what: string, { position }: ByteQueue): InputError {
  return new InputError(InputErrorCode.DAMAGED, `zstd is damaged: ${what} (byte ${position})`);
}
