import { InputError, InputErrorCode } from '../input-error';
import type { Layer } from './layer';

const LITTLE_MARK = [0xff, 0xfe];
const BIG_MARK = [0xfe, 0xff];
/** Text without a byte order mark is recognized by these first bytes. Flow logs begin with ASCII characters. */
const EXAMINED_BYTES = 64;
const MIN_EXAMINED_BYTES = 4;

const UNPAIRED_SURROGATE = /(\p{Surrogate})/u;

/** UTF-16 with the low byte first, as PowerShell writes it with `>` and `Out-File`. */
export const UTF16_LE: Layer = {
  name: 'utf-16le',
  recognizes: (first) => beginsWith(first, LITTLE_MARK) || isAsciiInUtf16(first, 1),
  decode: (bytes) => transcoded(bytes, false),
};

/** UTF-16 with the high byte first. */
export const UTF16_BE: Layer = {
  name: 'utf-16be',
  recognizes: (first) => beginsWith(first, BIG_MARK) || isAsciiInUtf16(first, 0),
  decode: (bytes) => transcoded(bytes, true),
};

function beginsWith(first: Uint8Array, mark: readonly number[]): boolean {
  return first.length >= mark.length && mark.every((byte, index) => first[index] === byte);
}

/** Whether each of the first characters has a zero in its high byte, and not in its low byte. */
function isAsciiInUtf16(first: Uint8Array, highByte: 0 | 1): boolean {
  const length = Math.min(first.length - (first.length % 2), EXAMINED_BYTES);
  if (length < MIN_EXAMINED_BYTES) return false;
  for (let at = 0; at < length; at += 2) {
    if (first[at + highByte] !== 0 || first[at + 1 - highByte] === 0) return false;
  }
  return true;
}

/** Converts UTF-16 to UTF-8. An unpaired surrogate becomes invalid UTF-8, so that the reader rejects its record. */
async function* transcoded(
  bytes: AsyncIterable<Uint8Array>,
  isBigEndian: boolean,
): AsyncGenerator<Uint8Array> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const available = Buffer.concat([rest, chunk]);
    const units = available.subarray(0, available.length - (available.length % 2));
    if (isBigEndian) units.swap16();
    const text = units.toString('utf16le');
    const end = isHighSurrogate(text.charCodeAt(text.length - 1)) ? text.length - 1 : text.length;
    rest = Buffer.from(available.subarray(end * 2));
    // the units of the rest are swapped again with the next chunk
    if (isBigEndian && rest.length > 1) rest.subarray(0, 2).swap16();
    if (end > 0) yield utf8(text.slice(0, end));
  }
  if (rest.length > 0) {
    throw new InputError(
      InputErrorCode.DAMAGED,
      'the UTF-16 text is truncated: it ends within a character. Copy the whole file again.',
    );
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Encodes text as UTF-8, and an unpaired surrogate as the three bytes that UTF-8 does not allow. */
function utf8(text: string): Buffer {
  if (!UNPAIRED_SURROGATE.test(text)) return Buffer.from(text);
  const parts = text.split(UNPAIRED_SURROGATE).map((part, index) => {
    if (index % 2 === 0) return Buffer.from(part);
    const unit = part.charCodeAt(0);
    return Buffer.from([0xe0 | (unit >>> 12), 0x80 | ((unit >>> 6) & 0x3f), 0x80 | (unit & 0x3f)]);
  });
  return Buffer.concat(parts);
}
