import { constants, gzipSync } from 'node:zlib';
import { inflate } from '../flows/input/inflate';
import { InputError } from '../flows/input/input-error';
import { TextWindow } from '../flows/kernel/text-window';
import { chunksOf } from './chunks';
import { fuzzObject } from './fuzz-object';
import type { InspectedKernel } from './inspected-kernel';
import { Random } from './random';

const FIRST_BYTES = 64 * 1024;
const STRATEGIES = [
  constants.Z_DEFAULT_STRATEGY,
  constants.Z_FIXED,
  constants.Z_HUFFMAN_ONLY,
  constants.Z_RLE,
  constants.Z_FILTERED,
];

/**
 * Decompresses an object with damaged bytes, with the kernel and with zlib. Returns a description of the difference,
 * or undefined.
 */
export async function compareGzip(seed: number, kernel: InspectedKernel): Promise<string | undefined> {
  const random = new Random(seed ^ 0x5eed);
  const plain = fuzzObject(seed, 200).bytes.subarray(0, FIRST_BYTES);
  const stored = damaged(membersOf(plain, random), random);
  const chunkBytes = 1 + random.below(random.once(4) ? 7 : 5000);
  const ours = await verdictOf(readWindow(kernel, chunksOf(stored, chunkBytes)));
  const theirs = await verdictOf(readStream(chunksOf(stored, chunkBytes)));
  if (ours.error !== theirs.error) {
    return `zlib reports ${theirs.error}, the kernel ${ours.error} for ${stored.toString('base64')}`;
  }
  if (theirs.error === undefined && !ours.bytes.equals(theirs.bytes)) {
    return `zlib and the kernel inflate to different bytes: ${stored.toString('base64')}`;
  }
  return undefined;
}

/** Gzip of one or several members, each with different settings. */
function membersOf(plain: Buffer, random: Random): Buffer {
  const parts = 1 + (random.once(3) ? random.below(4) : 0);
  const size = Math.ceil(plain.length / parts);
  return Buffer.concat(
    Array.from({ length: parts }, (_, index) =>
      gzipSync(plain.subarray(index * size, (index + 1) * size), {
        level: random.below(10),
        strategy: random.pick(STRATEGIES),
        memLevel: 1 + random.below(9),
      }),
    ),
  );
}

function damaged(gzip: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(gzip);
  if (random.once(8)) return bytes;
  if (random.once(6)) return bytes.subarray(0, 2 + random.below(bytes.length - 1));
  if (random.once(8))
    return Buffer.concat([bytes, Buffer.from([0, 0x1f, 0x8b, random.below(256)]).subarray(random.below(4))]);
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    // headers and trailers are short, so they get extra changes
    const at = random.once(3)
      ? random.below(12)
      : random.once(3)
        ? bytes.length - 1 - random.below(8)
        : random.below(bytes.length);
    bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
  }
  return bytes;
}

interface Verdict {
  readonly bytes: Buffer;
  readonly error: string | undefined;
}

async function verdictOf(chunks: AsyncIterable<Uint8Array>): Promise<Verdict> {
  const parts: Buffer[] = [];
  try {
    for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { bytes: Buffer.concat(parts), error: error.code };
  }
  return { bytes: Buffer.concat(parts), error: undefined };
}

async function* readWindow(
  kernel: InspectedKernel,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const window = new TextWindow(kernel, chunks, Number.POSITIVE_INFINITY);
  while (await window.more()) {
    yield window.bytes;
    window.from = window.end;
  }
}

function readStream(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return inflate(chunks);
}
