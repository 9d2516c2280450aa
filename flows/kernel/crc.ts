import { crc32 } from 'node:zlib';
import type { Kernel } from './kernel';

/**
 * The CRC-32 of bytes in the kernel's memory, continued from the CRC of earlier bytes. Same result as zlib, but
 * faster.
 */
export function crcOf({ run, bytes }: Kernel, from: number, length: number, before: number): number {
  const left = run.foldCrc(from, length, ~before);
  if (left === 0) return crc32(bytes.subarray(from, from + length), before);
  return crc32(bytes.subarray(left, left + run.foldedLength()), 0xffffffff);
}
