/** Result in address of a value: the token is not a number that the kernel reads. */
export const NO_NUMBER: i64 = -2;

const EIGHT_ZEROS: u64 = 0x3030303030303030;
const MAX_DIGITS: i32 = 19;

/** Parses eight decimal digits at a time. Loads may include bytes before a token, which are discarded. */
export class Digits {
  /** Whether all eight bytes are digits from which 0x30 was subtracted. */
  @inline
  static areDigits(eight: u64): bool {
    return (((eight + 0x7676767676767676) | eight) & 0x8080808080808080) === 0;
  }

  /** The number of eight digits. The first digit is the lowest byte. */
  @inline
  static number(eight: u64): u64 {
    const pairs = eight * 10 + (eight >> 8);
    const upper = (pairs & 0x000000ff000000ff) * 0x000f424000000064;
    const lower = ((pairs >> 16) & 0x000000ff000000ff) * 0x0000271000000001;
    return (upper + lower) >> 32;
  }

  /** The last digits before an address, at most eight, with zeros before them. */
  @inline
  static before(end: usize, count: i32): u64 {
    const shift = <u64>(64 - (count << 3));
    return ((load<u64>(end - 8) ^ EIGHT_ZEROS) >> shift) << shift;
  }
}

/** A whole number of up to 19 digits, or NO_NUMBER. Numbers above 2^63 are returned as their unsigned bits. */
export function numberOf(token: usize, length: i32): i64 {
  if (length < 1 || length > MAX_DIGITS) return NO_NUMBER;
  const end = token + <usize>length;
  const last = Digits.before(end, min(length, 8));
  if (!Digits.areDigits(last)) return NO_NUMBER;
  if (length <= 8) return <i64>Digits.number(last);
  const middle = Digits.before(end - 8, min(length - 8, 8));
  if (!Digits.areDigits(middle)) return NO_NUMBER;
  const low = Digits.number(middle) * 100_000_000 + Digits.number(last);
  if (length <= 16) return <i64>low;
  const first = Digits.before(end - 16, length - 16);
  if (!Digits.areDigits(first)) return NO_NUMBER;
  return <i64>(Digits.number(first) * 10_000_000_000_000_000 + low);
}
