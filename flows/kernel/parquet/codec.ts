import * as zlib from 'node:zlib';
import type { Kernel } from '../kernel';
import { CodecNumber } from './format';

/** How pages are compressed. */
export enum Compression {
  /** Everywhere, by the kernel. */
  SNAPPY = 'snappy',
  /** Smaller files, a little slower; needs Node 22.15 or newer. */
  ZSTD = 'zstd',
}

/** Compresses the pages of a file. */
export interface Codec {
  readonly number: CodecNumber;
  /** Compresses bytes in the kernel's memory. What comes back may be gone at the next call. */
  compress(kernel: Kernel, place: number, length: number): Uint8Array;
}

const SNAPPY: Codec = {
  number: CodecNumber.SNAPPY,
  compress({ run, bytes }, place, length) {
    const from = run.compressedPage();
    return bytes.subarray(from, from + run.compressPage(place, length));
  },
};

type ZstdCompress = (bytes: Uint8Array, options: { params: Record<number, number> }) => Buffer;

/** Its types come with those of newer versions of Node. */
const { zstdCompressSync, constants } = zlib as unknown as {
  zstdCompressSync?: ZstdCompress;
  constants: { ZSTD_c_compressionLevel: number };
};

/** The fastest level: higher ones cost more time than they save bytes. */
const ZSTD_LEVEL = 1;

/** Whether this version of Node has Zstandard. */
export const HAS_ZSTD = zstdCompressSync !== undefined;

/** @throws Error if this version of Node does not have it */
export function codecOf(compression: Compression): Codec {
  if (compression === Compression.SNAPPY) return SNAPPY;
  if (!zstdCompressSync) {
    throw new Error(`Zstandard needs Node 22.15 or newer, and this is ${process.versions.node}: use snappy`);
  }
  const params = { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL };
  return {
    number: CodecNumber.ZSTD,
    compress: ({ bytes }, place, length) =>
      zstdCompressSync(bytes.subarray(place, place + length), { params }),
  };
}
