// Elements of the raw Snappy format. Each function writes one element at `target` and returns the address after it.

const LITERAL_TAG: u32 = 0;
const SHORT_COPY_TAG: u32 = 1;
const COPY_TAG: u32 = 2;

/** The tag contains literal lengths up to this one; longer lengths follow the tag in one to four bytes. */
const MAX_TAGGED_LENGTH: u32 = 60;

const MAX_COPY_LENGTH: u32 = 64;
const MIN_COPY_LENGTH: u32 = 4;
const MAX_SHORT_COPY_LENGTH: u32 = 11;
const MAX_SHORT_COPY_DISTANCE: u32 = 2047;

/** Writes the preamble: the length of the data as an unsigned LEB128 number. */
export function writeLength(length: u32, target: usize): usize {
  while (length >= 0x80) {
    store<u8>(target++, length | 0x80);
    length >>= 7;
  }
  store<u8>(target, length);
  return target + 1;
}

/** Writes a literal of at least one byte. */
export function writeLiteral(source: usize, length: u32, target: usize): usize {
  const rest = length - 1;
  if (rest < MAX_TAGGED_LENGTH) {
    store<u8>(target++, LITERAL_TAG | (rest << 2));
  } else {
    const lengthBytes = (39 - clz(rest)) >> 3;
    store<u8>(target, LITERAL_TAG | ((MAX_TAGGED_LENGTH - 1 + lengthBytes) << 2));
    store<u32>(target, rest, 1);
    target += 1 + lengthBytes;
  }
  memory.copy(target, source, length);
  return target + length;
}

/** Like `writeLiteral`, for lengths that are mostly short: reads and writes up to 16 bytes past the end. */
export function writeShortLiteral(source: usize, length: u32, target: usize): usize {
  if (length > 16) return writeLiteral(source, length, target);
  store<u8>(target, LITERAL_TAG | ((length - 1) << 2));
  v128.store(target, v128.load(source), 1);
  return target + 1 + length;
}

/** Writes a copy of at least four bytes with a distance below 64 KiB, in the fewest elements. */
export function writeCopy(distance: u32, length: u32, target: usize): usize {
  // leaves at least four bytes, which a short element may copy
  while (length >= MAX_COPY_LENGTH + MIN_COPY_LENGTH) {
    target = writeLongCopy(distance, MAX_COPY_LENGTH, target);
    length -= MAX_COPY_LENGTH;
  }
  if (length > MAX_COPY_LENGTH) {
    target = writeLongCopy(distance, MAX_COPY_LENGTH - MIN_COPY_LENGTH, target);
    length -= MAX_COPY_LENGTH - MIN_COPY_LENGTH;
  }
  if (length > MAX_SHORT_COPY_LENGTH || distance > MAX_SHORT_COPY_DISTANCE) {
    return writeLongCopy(distance, length, target);
  }
  const tag = SHORT_COPY_TAG | ((length - MIN_COPY_LENGTH) << 2) | ((distance >> 8) << 5);
  store<u16>(target, tag | ((distance & 0xff) << 8));
  return target + 2;
}

function writeLongCopy(distance: u32, length: u32, target: usize): usize {
  store<u32>(target, COPY_TAG | ((length - 1) << 2) | (distance << 8));
  return target + 3;
}
