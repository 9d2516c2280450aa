import { reserve } from './memory';

/** Bytes that one copy writes. Copies may write this many bytes past their end. */
export const COPY_BYTES: usize = 16;

/**
 * For each distance below 16: a shuffle that makes 16 bytes of the last `distance` bytes; then the number of those
 * bytes that are whole repetitions.
 */
const patterns: usize = reserve(16 * 16);
const strides: usize = reserve(16);
let arePatternsKnown = false;

export function preparePatterns(): void {
  if (arePatternsKnown) return;
  arePatternsKnown = true;
  for (let distance: usize = 1; distance < COPY_BYTES; distance++) {
    for (let index: usize = 0; index < COPY_BYTES; index++) {
      store<u8>(patterns + (distance << 4) + index, index % distance);
    }
    store<u8>(strides + distance, COPY_BYTES - (COPY_BYTES % distance));
  }
}

/** Copies a match with a distance below 16, which overlaps itself, as copies of its first bytes. */
export function repeatPattern(output: usize, end: usize, distance: usize): void {
  const pattern = i8x16.swizzle(v128.load(output - distance), v128.load(patterns + (distance << 4)));
  const stride = <usize>load<u8>(strides + distance);
  for (; output < end; output += stride) v128.store(output, pattern);
}
