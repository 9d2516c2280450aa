import * as zlib from 'node:zlib';
import { CodecNumber } from '../shared/parquet-format';

/** Compression codec of the pages of Parquet files. */
export enum Compression {
  /** Available in every version of Node. */
  SNAPPY = 'snappy',
  /** Smaller files than with Snappy, but slightly slower. Requires Node 22.15 or newer. */
  ZSTD = 'zstd',
}

type ZstdCompress = (bytes: Uint8Array, options: { params: Record<number, number> }) => Buffer;

/** The types of the supported Node version do not have it. */
const { zstdCompressSync, constants } = zlib as unknown as {
  zstdCompressSync?: ZstdCompress;
  constants: { ZSTD_c_compressionLevel: number };
};

/** The fastest level. Higher levels cost more time than their smaller files are worth. */
const ZSTD_LEVEL = 1;
const ZSTD_PARAMS = { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL };

/** Whether this version of Node supports Zstandard. */
export const HAS_ZSTD = zstdCompressSync !== undefined;

/**
 * The codec number of a compression.
 *
 * @throws Error if this version of Node does not support the codec
 */
export function codecOf(compression: Compression): CodecNumber {
  if (compression === Compression.SNAPPY) return CodecNumber.SNAPPY;
  if (!HAS_ZSTD) {
    throw new Error(
      `Zstandard needs Node 22.15 or later, and this is Node ${process.versions.node}: upgrade Node, or use snappy`,
    );
  }
  return CodecNumber.ZSTD;
}

/** Compresses bytes with Zstandard. The caller must have checked the support with `codecOf`. */
export function zstdCompress(bytes: Uint8Array): Buffer {
  return (zstdCompressSync as ZstdCompress)(bytes, { params: ZSTD_PARAMS });
}
