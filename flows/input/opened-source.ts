import type { RawObject } from '../normalize-source';
import { Beginning, MAX_BEGINNING_BYTES } from './beginning';
import { type ByteCount, inflate, tooLarge } from './inflate';
import { type DecompressedBeginning, gunzippedBeginning, isGzip, sniff } from './sniff';

/** Most layers of compression. A subscription compresses its batches, and a delivery stream can compress them again. */
const MAX_LAYERS = 4;

/** A source whose compression, encoding and beginning are known. */
export interface OpenedSource {
  readonly source: string;
  readonly beginning: Beginning;
  /** The bytes for the reader: those of the beginning and all others. They can be gzip, which every reader decompresses. */
  readonly bytes: AsyncGenerator<Uint8Array>;
  /** The same bytes again, if the source can be read again. */
  readonly again?: () => AsyncIterable<Uint8Array>;
  /** Compression and encoding, from the outside to the inside. */
  readonly layers: readonly string[];
  /** Number of stored bytes that were read so far. */
  readonly storedBytes: () => number;
  /** Closes the source. A reader that reads all bytes does not need it. */
  readonly close: () => Promise<void>;
}

/**
 * Reads the beginning of a source, and removes all layers of compression except an inner gzip, which the kernel
 * decompresses faster.
 *
 * @param maxBytes - limit of the bytes after each decompression
 */
export async function openSource(
  { source, bytes, again }: RawObject,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<OpenedSource> {
  const count: ByteCount = { stored: 0, inflated: 0 };
  const layers: Layer[] = [];
  for (let decoded = counted(bytes, count); ; ) {
    const { first, all, isWhole } = await sniff(decoded, MAX_BEGINNING_BYTES);
    const inner = isGzip(first) ? gunzippedBeginning(first, isWhole) : cutBeginning(first, isWhole);
    if (layers.length < MAX_LAYERS && (!inner || (isGzip(first) && isGzip(inner.bytes)))) {
      layers.push(GZIP);
      decoded = GZIP.decode(all, maxBytes);
      continue;
    }
    const beginning = new Beginning({ source, ...(inner ?? cutBeginning(first, isWhole)) });
    if (beginning.bytes.length > maxBytes) throw tooLarge(maxBytes, count);
    const decode = (stored: AsyncIterable<Uint8Array>) =>
      layers.reduce((chunks, layer) => layer.decode(chunks, maxBytes), stored);
    return {
      source,
      beginning,
      bytes: all,
      ...(again ? { again: () => decode(again()) } : {}),
      layers: [...layers, ...(isGzip(first) ? [GZIP] : [])].map(({ name }) => name),
      storedBytes: () => count.stored,
      close: async () => {
        await all.return(undefined);
        await decoded.return(undefined);
      },
    };
  }
}

/** A way of compression or encoding. */
interface Layer {
  readonly name: string;
  decode(bytes: AsyncIterable<Uint8Array>, maxBytes?: number): AsyncGenerator<Uint8Array>;
}

const GZIP: Layer = { name: 'gzip', decode: (bytes, maxBytes) => inflate(bytes, { maxBytes }) };

function cutBeginning(first: Uint8Array, isWhole: boolean): DecompressedBeginning {
  return {
    bytes: first.subarray(0, MAX_BEGINNING_BYTES),
    isWhole: isWhole && first.length <= MAX_BEGINNING_BYTES,
  };
}

async function* counted(bytes: AsyncIterable<Uint8Array>, count: ByteCount): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    count.stored += chunk.length;
    yield chunk;
  }
}
