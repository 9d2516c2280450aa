import type { ByteBuilder } from './byte-builder';
import { HOSTILE_ANYWHERE } from './hostile-tokens';
import type { Random } from './random';

const SPACE = 0x20;
const NEWLINE = 0x0a;
const ZERO = 0x30;
const SMALL_A = 0x61;
const LETTERS = Buffer.from('0123456789-.:abcdefABCDEFxyzKO"\\ \t\r');

/** Writes a line with some bytes changed, removed, repeated or replaced by tokens of another line. */
export function writeMutated(out: ByteBuilder, line: Buffer, other: Buffer, random: Random): void {
  let from = 0;
  for (let changes = random.once(4) ? 1 + random.below(3) : 1; changes > 0; changes--) {
    const at = from + random.below(line.length - from + 1);
    out.add(line.subarray(from, at));
    from = Math.min(line.length, changed(out, line, other, at, random));
  }
  out.add(line.subarray(from));
}

/** Writes a replacement for what is at a position. Returns the position at which the line continues. */
function changed(out: ByteBuilder, line: Buffer, other: Buffer, at: number, random: Random): number {
  switch (random.below(12)) {
    case 0:
    case 1:
      out.byte(LETTERS[random.below(LETTERS.length)] as number);
      return at + 1;
    case 2: {
      const byte = random.below(256);
      if (byte !== NEWLINE) out.byte(byte);
      return at + random.below(2);
    }
    case 3:
      return at + 1 + random.below(3);
    case 4: {
      // a piece of another line, or of the same one
      const source = random.once(2) ? other : line;
      const start = random.below(source.length);
      out.add(source.subarray(start, start + 1 + random.below(12)));
      return at + random.below(12);
    }
    case 5:
      out.add(random.pick(HOSTILE_ANYWHERE));
      return at;
    case 6:
    case 7:
    case 8: {
      // a whole token of another line
      const start = startOfToken(other, random.below(other.length));
      out.add(other.subarray(start, endOfToken(other, start)));
      return endOfToken(line, at);
    }
    default:
      // a digit for a digit, a letter for a letter: the line mostly stays valid
      out.byte(alike(line[at] ?? SPACE, random));
      return at + 1;
  }
}

function alike(byte: number, random: Random): number {
  if (byte >= ZERO && byte < ZERO + 10) return ZERO + random.below(10);
  return byte >= SMALL_A && byte < SMALL_A + 26 ? SMALL_A + random.below(6) : byte;
}

function startOfToken(line: Buffer, near: number): number {
  return line.lastIndexOf(SPACE, near) + 1;
}

function endOfToken(line: Buffer, from: number): number {
  const end = line.indexOf(SPACE, from);
  return end < 0 ? line.length : end;
}
