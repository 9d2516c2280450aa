import zlib from 'node:zlib';
import { snappyUncompress, zstdDecompress } from '../hyparquet';
import { lz4 } from './lz4';

type Decompress = (bytes: Uint8Array, size: number) => Uint8Array;

/** Built in from Node.js 22.15; it is many times faster, and checks more. */
const builtInZstd = (zlib as { zstdDecompressSync?: typeof zlib.brotliDecompressSync }).zstdDecompressSync;

const CODECS: Readonly<Record<string, Decompress>> = {
  UNCOMPRESSED: (bytes) => bytes,
  GZIP: (bytes, maxOutputLength) => zlib.gunzipSync(bytes, { maxOutputLength }),
  BROTLI: (bytes, maxOutputLength) => zlib.brotliDecompressSync(bytes, { maxOutputLength }),
  ZSTD: (bytes, size) =>
    builtInZstd ? builtInZstd(bytes, { maxOutputLength: size }) : zstdDecompress(bytes, new Uint8Array(size)),
  SNAPPY: (bytes, size) => {
    const plain = new Uint8Array(size);
    snappyUncompress(bytes, plain);
    return plain;
  },
  LZ4: (bytes, size) => lz4(bytes, size),
  LZ4_RAW: (bytes, size) => lz4(bytes, size),
};

/**
 * Decompresses the bytes of a page.
 *
 * @throws Error if they are damaged, or not of the size that the page says
 */
export function decompress(codec: string, bytes: Uint8Array, size: number): Uint8Array {
  const codecOf = Object.hasOwn(CODECS, codec) ? CODECS[codec] : undefined;
  if (!codecOf)
    throw new Error(`compression ${codec} is not supported (${Object.keys(CODECS).join(', ')} are)`);
  // an empty page is nothing in some codecs, and an empty frame in others
  if (size === 0) return new Uint8Array(0);
  const plain = codecOf(bytes, size);
  if (plain.length !== size)
    throw new Error(`${plain.length} bytes after decompression where ${size} are said`);
  return plain;
}
