import { ByteReader } from './byte-reader';

const FRAME_HEAD_BYTES = 8;
const SHORTEST_MATCH = 4;

/**
 * Decompresses LZ4 as Parquet files have it: a plain block, or blocks with their sizes in front, as Hadoop wrote them.
 *
 * Source: LZ4, "LZ4 Block Format Description"; Apache Parquet, "Compression".
 */
export function lz4(bytes: Uint8Array, size: number): Uint8Array {
  const plain = new Uint8Array(size);
  if (!readFrames(bytes, plain)) readBlock(bytes, plain);
  return plain;
}

/** Whether it is blocks with sizes in front; they are read then. */
function readFrames(bytes: Uint8Array, plain: Uint8Array): boolean {
  const frames: [from: number, length: number, to: number, size: number][] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let to = 0;
  while (at + FRAME_HEAD_BYTES <= bytes.length) {
    const size = view.getUint32(at);
    const length = view.getUint32(at + FRAME_HEAD_BYTES / 2);
    frames.push([at + FRAME_HEAD_BYTES, length, to, size]);
    at += FRAME_HEAD_BYTES + length;
    to += size;
  }
  if (frames.length === 0 || at !== bytes.length || to !== plain.length) return false;
  for (const [from, length, start, size] of frames) {
    readBlock(bytes.subarray(from, from + length), plain.subarray(start, start + size));
  }
  return true;
}

function readBlock(bytes: Uint8Array, plain: Uint8Array): void {
  const reader = new ByteReader(bytes);
  let at = 0;
  while (reader.at < reader.end) {
    const token = reader.byte();
    const literals = reader.take(lengthOf(reader, token >> 4));
    if (literals.length > plain.length - at) throw new Error('LZ4 data is longer than the page says');
    plain.set(literals, at);
    at += literals.length;
    if (reader.at === reader.end) break;
    const back = reader.byte() + reader.byte() * 256;
    const length = lengthOf(reader, token & 0x0f) + SHORTEST_MATCH;
    if (back === 0 || back > at || length > plain.length - at)
      throw new Error('LZ4 data points outside of the page');
    for (const end = at + length; at < end; at++) plain[at] = plain[at - back] as number;
  }
  if (at !== plain.length) throw new Error(`${at} bytes of LZ4 data where ${plain.length} are said`);
}

/** Four bits, and bytes more as long as they are all full. */
function lengthOf(reader: ByteReader, short: number): number {
  let length = short;
  if (short === 15) for (let byte = 255; byte === 255; length += byte) byte = reader.byte();
  return length;
}
