/** Magic number of a frame, and the first of the 16 magic numbers of frames without content. */
const MAGIC_NUMBER = 0xfd2fb528;
const SKIPPABLE_NUMBER = 0x184d2a50;

/** Largest header: magic number, descriptor, window, dictionary id, content size. */
export const MAX_HEADER_BYTES = 18;
export const BLOCK_HEADER_BYTES = 3;
/** Largest content of a block. */
export const MAX_BLOCK_BYTES = 128 * 1024;
export const CHECKSUM_BYTES = 4;

const DESCRIPTOR_OFFSET = 4;
const SKIPPABLE_HEADER_BYTES = 8;
const CHECKSUM_FLAG = 4;
const RESERVED_FLAG = 8;
const RLE_BLOCK = 1;
const RESERVED_BLOCK = 3;

/** A frame with content, by its header (RFC 8878, section 3.1.1). */
export interface FrameHeader {
  /** The header, without the flag of the checksum: the reader verifies the checksum. */
  readonly bytes: Uint8Array;
  readonly windowBytes: number;
  /** Undefined if the header does not state it. */
  readonly contentBytes: number | undefined;
  readonly hasChecksum: boolean;
}

/** A block, by its header. */
export interface BlockHeader {
  readonly isLast: boolean;
  /** Length in the frame, with the header. */
  readonly storedBytes: number;
}

/** Returns the length of a frame without content; undefined if the bytes begin another frame. */
export function skippableLength(bytes: Buffer): number | undefined {
  if (bytes.length < SKIPPABLE_HEADER_BYTES) return undefined;
  const isSkippable = (bytes.readUInt32LE(0) & 0xfffffff0) >>> 0 === SKIPPABLE_NUMBER;
  return isSkippable ? SKIPPABLE_HEADER_BYTES + bytes.readUInt32LE(4) : undefined;
}

/** Reads the header of a frame. Returns a problem if it is not valid. */
export function frameHeader(bytes: Buffer): FrameHeader | string {
  const descriptor = bytes[DESCRIPTOR_OFFSET];
  if (descriptor === undefined) return 'unexpected end of file';
  if (bytes.readUInt32LE(0) !== MAGIC_NUMBER) return 'something else follows the compressed data';
  if (descriptor & RESERVED_FLAG) return 'the header has a reserved flag';
  if (descriptor & 3) return 'the frame needs a dictionary';
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >>> 6;
  const sizeBytes = sizeFlag === 0 ? Number(isSingleSegment) : 1 << sizeFlag;
  const sizeOffset = DESCRIPTOR_OFFSET + (isSingleSegment ? 1 : 2);
  const length = sizeOffset + sizeBytes;
  if (bytes.length < length) return 'unexpected end of file';
  const contentBytes = contentSize(bytes, sizeOffset, sizeBytes);
  const header = Buffer.from(bytes.subarray(0, length));
  header[DESCRIPTOR_OFFSET] = descriptor & ~CHECKSUM_FLAG;
  return {
    bytes: header,
    windowBytes: isSingleSegment ? (contentBytes ?? 0) : windowSize(bytes[DESCRIPTOR_OFFSET + 1] as number),
    contentBytes,
    hasChecksum: (descriptor & CHECKSUM_FLAG) !== 0,
  };
}

/** Reads the header of a block. Returns a problem if it is not valid. */
export function blockHeader(bytes: Buffer): BlockHeader | string {
  if (bytes.length < BLOCK_HEADER_BYTES) return 'unexpected end of file';
  const header = bytes.readUIntLE(0, BLOCK_HEADER_BYTES);
  const type = (header >>> 1) & 3;
  const size = header >>> 3;
  if (type === RESERVED_BLOCK) return 'invalid block type';
  if (size > MAX_BLOCK_BYTES) return `a block of ${size} bytes`;
  return {
    isLast: (header & 1) === 1,
    storedBytes: BLOCK_HEADER_BYTES + (type === RLE_BLOCK ? 1 : size),
  };
}

function contentSize(bytes: Buffer, offset: number, length: number): number | undefined {
  if (length === 0) return undefined;
  if (length === 8) return Number(bytes.readBigUInt64LE(offset));
  return bytes.readUIntLE(offset, length) + (length === 2 ? 256 : 0);
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >>> 3));
  return base + (base / 8) * (descriptor & 7);
}
