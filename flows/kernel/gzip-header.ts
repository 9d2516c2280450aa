import { crc32 } from 'node:zlib';

const FIXED_BYTES = 10;
const MAGIC = [0x1f, 0x8b, 8];
const HAS_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;
const RESERVED = 0xe0;

/** The length of the header of a gzip member in bytes, or why there is none. */
export type GzipHeader = number | 'unfinished' | { readonly problem: string };

/** Reads the header of a gzip member at the start of the bytes (RFC 1952). */
export function gzipHeader(bytes: Uint8Array): GzipHeader {
  if (!MAGIC.every((byte, index) => index >= bytes.length || bytes[index] === byte)) {
    return { problem: 'incorrect header check' };
  }
  if (bytes.length < FIXED_BYTES) return 'unfinished';
  const flags = bytes[3] as number;
  if (flags & RESERVED) return { problem: 'unknown header flags set' };
  let length = FIXED_BYTES;
  if (flags & HAS_EXTRA) {
    if (bytes.length < length + 2) return 'unfinished';
    length += 2 + (bytes[length] as number) + 256 * (bytes[length + 1] as number);
  }
  for (const flag of [HAS_NAME, HAS_COMMENT]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, length);
    if (end < 0) return 'unfinished';
    length = end + 1;
  }
  if (!(flags & HAS_CRC)) return length <= bytes.length ? length : 'unfinished';
  if (bytes.length < length + 2) return 'unfinished';
  const crc = (bytes[length] as number) + 256 * (bytes[length + 1] as number);
  return crc === (crc32(bytes.subarray(0, length)) & 0xffff)
    ? length + 2
    : { problem: 'header crc mismatch' };
}
