import type { RawObject } from '../normalize-source';
import { Beginning, MAX_BEGINNING_BYTES } from './beginning';
import { type ByteCount, tooLarge } from './inflate';
import { InputError, InputErrorCode } from './input-error';
import { LAYERS } from './layers';
import { GZIP } from './layers/gzip';
import type { Layer } from './layers/layer';
import { type DecompressedBeginning, gunzippedBeginning, sniff } from './sniff';

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
  let decoded = counted(bytes, count);
  try {
    for (;;) {
      const { first, all, isWhole } = await sniff(decoded, MAX_BEGINNING_BYTES);
      const outer = layerOf(first);
      const inner = outer === GZIP ? gunzippedBeginning(first, isWhole) : cutBeginning(first, isWhole);
      if (outer && (outer !== GZIP || !inner || layerOf(inner.bytes))) {
        if (layers.length === MAX_LAYERS) throw tooManyLayers(layers);
        layers.push(outer);
        decoded = outer.decode(all, maxBytes);
        continue;
      }
      const beginning = new Beginning({ source, ...(inner as DecompressedBeginning) });
      if (beginning.bytes.length > maxBytes) throw tooLarge(maxBytes, count);
      const decode = (stored: AsyncIterable<Uint8Array>) =>
        layers.reduce((chunks, layer) => layer.decode(chunks, maxBytes), stored);
      return {
        source,
        beginning,
        bytes: all,
        ...(again ? { again: () => decode(again()) } : {}),
        layers: [...layers, ...(outer ? [outer] : [])].map(({ name }) => name),
        storedBytes: () => count.stored,
        close: () => closeAll(all, decoded),
      };
    }
  } catch (error) {
    await closeAll(decoded);
    throw error;
  }
}

async function closeAll(...streams: readonly AsyncGenerator<Uint8Array>[]): Promise<void> {
  for (const stream of streams) await stream.return(undefined);
}

function layerOf(first: Uint8Array): Layer | undefined {
  return LAYERS.find((layer) => layer.recognizes(first));
}

function tooManyLayers(layers: readonly Layer[]): InputError {
  const names = layers.map(({ name }) => name).join(', ');
  return new InputError(
    InputErrorCode.UNSUPPORTED,
    `the source is compressed more than ${MAX_LAYERS} times (${names}, ...). Decompress it first.`,
  );
}

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
