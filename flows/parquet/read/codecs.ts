import zlib from 'node:zlib';
import { InputError, InputErrorCode } from '../../input/input-error';
import { snappyUncompress, zstdDecompress } from '../hyparquet';

type Decompress = (bytes: Uint8Array, size: number) => Uint8Array;

/** Zstandard of Node.js, from version 22.15. It is many times faster than the package, and checks more. */
const builtInZstd = (zlib as { zstdDecompressSync?: typeof zlib.brotliDecompressSync }).zstdDecompressSync;

/** Codecs of the services that write flow logs or their conversions as Parquet. ADR 23 lists these services. */
const CODECS: Readonly<Record<string, Decompress>> = {
  UNCOMPRESSED: (bytes) => bytes,
  GZIP: (bytes, maxOutputLength) => zlib.gunzipSync(bytes, { maxOutputLength }),
  SNAPPY: (bytes, size) => {
    const decompressed = new Uint8Array(size);
    snappyUncompress(bytes, decompressed);
    return decompressed;
  },
  ZSTD: (bytes, size) =>
    builtInZstd ? builtInZstd(bytes, { maxOutputLength: size }) : zstdDecompress(bytes, new Uint8Array(size)),
};

/**
 * Decompresses the bytes of a page.
 *
 * @throws InputError if the codec is not supported
 * @throws Error if the bytes are damaged, or do not have the size in the header of the page
 */
export function decompress(codec: string | undefined, bytes: Uint8Array, size: number): Uint8Array {
  if (codec === undefined) throw new Error('the codec of the column is not a codec of Parquet');
  const codecOf = Object.hasOwn(CODECS, codec) ? CODECS[codec] : undefined;
  if (!codecOf) throw unsupported(codec);
  // some codecs write no bytes for an empty page, others an empty frame
  if (size === 0) return new Uint8Array(0);
  const decompressed = codecOf(bytes, size);
  if (decompressed.length !== size) {
    throw new Error(
      `the page has ${decompressed.length} bytes after decompression; its header states ${size}`,
    );
  }
  return decompressed;
}

function unsupported(codec: string): InputError {
  const supported = Object.keys(CODECS).join(', ');
  return new InputError(
    InputErrorCode.UNSUPPORTED,
    `Parquet compression ${codec} is not supported. Rewrite the file with one of ${supported}.`,
  );
}
