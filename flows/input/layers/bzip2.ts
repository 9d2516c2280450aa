import { tooLarge } from '../inflate';
import { InputError, InputErrorCode } from '../input-error';
import { ByteQueue } from './byte-queue';
import { BitReader } from './bzip2-bits';
import { blockContent } from './bzip2-block';
import type { Layer } from './layer';

/** `BZh`, before the level `1` to `9`. */
const MAGIC = [0x42, 0x5a, 0x68];
const HEADER_BYTES = 4;
const BLOCK_MAGIC = 0x314159265359;
const END_MAGIC = 0x177245385090;
/** Magic numbers of a block or of the end, that follow the level. Text can begin with `BZh1`. */
const FIRST_BYTES = [0x31, 0x17];
const LEVEL_BYTES = 100_000;
/** Largest stored length of a byte of a block, in bits, and of the tables of a block. */
const MAX_CODE_BITS = 20;
const MAX_TABLES_BYTES = 64 * 1024;

/** bzip2 with any number of streams. The checksum of each block and stream is verified. */
export const BZIP2: Layer = {
  name: 'bzip2',
  recognizes: (first) =>
    MAGIC.every((byte, index) => first[index] === byte) && FIRST_BYTES.includes(first[HEADER_BYTES] ?? 0),
  async *decode(bytes, maxBytes) {
    const queue = new ByteQueue(bytes);
    let inflated = 0;
    try {
      while ((await queue.peek(1)).length > 0) {
        for await (const part of streamContent(queue)) {
          inflated += part.length;
          if (inflated > maxBytes) throw tooLarge(maxBytes, { stored: queue.position, inflated });
          yield part;
        }
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new InputError(
        InputErrorCode.DAMAGED,
        `bzip2 is damaged: ${error.message} (in the block at byte ${queue.position})`,
      );
    } finally {
      await queue.close();
    }
  },
};

async function* streamContent(queue: ByteQueue): AsyncGenerator<Uint8Array> {
  const header = await queue.take(HEADER_BYTES);
  const level = (header[HEADER_BYTES - 1] ?? 0) - 0x30;
  if (header.length < HEADER_BYTES) throw new RangeError('unexpected end of file');
  if (!MAGIC.every((byte, index) => header[index] === byte) || level < 1 || level > 9) {
    throw new RangeError('something else follows the compressed data');
  }
  const maxLength = level * LEVEL_BYTES;
  const maxStored = (maxLength * MAX_CODE_BITS) / 8 + MAX_TABLES_BYTES;
  let combined = 0;
  for (let usedBits = 0; ; ) {
    const bits = new BitReader(await queue.peek(maxStored));
    if (usedBits > 0) bits.read(usedBits);
    const magic = bits.read(24) * 0x1000000 + bits.read(24);
    const checksum = bits.read32();
    if (magic === END_MAGIC) {
      if (checksum !== combined) throw new RangeError('incorrect data check');
      queue.skip(bits.offset);
      return;
    }
    if (magic !== BLOCK_MAGIC) throw new RangeError('invalid block');
    const found = yield* blockContent(bits, maxLength);
    if (found !== checksum) throw new RangeError('incorrect data check');
    combined = (((combined << 1) | (combined >>> 31)) ^ checksum) >>> 0;
    // a block can end within a byte
    queue.skip(bits.unread > 0 ? bits.offset - 1 : bits.offset);
    usedBits = bits.unread > 0 ? 8 - bits.unread : 0;
  }
}
