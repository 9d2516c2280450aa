import * as zlib from 'node:zlib';
import { CodecNumber } from '../shared/parquet-format';

/** How pages are compressed. */
export enum Compression {
  /** Everywhere, by the kernel. */
  SNAPPY = 'snappy',
  /** Smaller files, a little slower; needs Node 22.15 or newer. */
  ZSTD = 'zstd',
}

type ZstdCompress = (bytes: Uint8Array, options: { params: Record<number, number> }) => Buffer;

/** Its types come with those of newer versions of Node. */
const { zstdCompressSync, constants } = zlib as unknown as {
  zstdCompressSync?: ZstdCompress;
  constants: { ZSTD_c_compressionLevel: number };
};

/** The fastest level: higher ones cost more time than they save bytes. */
const ZSTD_LEVEL = 1;
const ZSTD_PARAMS = { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL };

/** Whether this version of Node has Zstandard. */
export const HAS_ZSTD = zstdCompressSync !== undefined;

/** @throws Error if this version of Node does not have it */
export function codecOf(compression: Compression): CodecNumber {
  if (compression === Compression.SNAPPY) return CodecNumber.SNAPPY;
  if (!HAS_ZSTD) {
    throw new Error(`Zstandard needs Node 22.15 or newer, and this is ${process.versions.node}: use snappy`);
  }
  return CodecNumber.ZSTD;
}

/** Compresses bytes with Zstandard, where `codecOf` has said that it can be. */
export function zstdCompress(bytes: Uint8Array): Buffer {
  return (zstdCompressSync as ZstdCompress)(bytes, { params: ZSTD_PARAMS });
}
