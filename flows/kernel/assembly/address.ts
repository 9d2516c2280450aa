import { Token } from './token';

/** Result of `addressVersion`. */
export const NO_ADDRESS: u32 = 0;
export const IPV4: u32 = 1;
export const IPV6: u32 = 2;

const DOT: u32 = 0x2e;
const COLON: u32 = 0x3a;
const ZERO: u32 = 0x30;
const MAX_IPV4_LENGTH: i32 = 15;
const MAX_IPV6_LENGTH: i32 = 39;

/**
 * The IP version of an address in its usual notation. Returns NO_ADDRESS for rare notations, such as an IPv6 address
 * that ends with an IPv4 address.
 */
export function addressVersion(token: usize, length: i32): u32 {
  if (isIpv4(token, length)) return IPV4;
  return isIpv6(token, length) ? IPV6 : NO_ADDRESS;
}

/** Whether a token is four numbers from 0 to 255 without leading zeros, separated by dots. */
function isIpv4(token: usize, length: i32): bool {
  if (length > MAX_IPV4_LENGTH) return false;
  const head = Token.short(token, length);
  let dots = i8x16.bitmask(i8x16.eq(head, i8x16.splat(<i8>DOT)));
  if (popcnt(dots) !== 3) return false;
  const digits = i8x16.le_u(i8x16.sub(head, i8x16.splat(<i8>ZERO)), i8x16.splat(9));
  if ((i8x16.bitmask(digits) | dots) !== (1 << length) - 1) return false;
  const first = ctz(dots);
  dots &= dots - 1;
  const second = ctz(dots);
  dots &= dots - 1;
  const third = ctz(dots);
  return (
    isByte(token, first) &&
    isByte(token + <usize>first + 1, second - first - 1) &&
    isByte(token + <usize>second + 1, third - second - 1) &&
    isByte(token + <usize>third + 1, length - third - 1)
  );
}

/** Whether the digits are a number from 0 to 255 without leading zeros. */
function isByte(digits: usize, length: i32): bool {
  if (<u32>(length - 1) > 2) return false;
  const text = load<u32>(digits);
  if (length > 1 && (text & 0xff) === ZERO) return false;
  const values = (text << ((<u32>(4 - length)) << 3)) & 0x0f0f0f0f;
  return ((values >> 8) & 0xff) * 100 + ((values >> 16) & 0xff) * 10 + (values >> 24) <= 255;
}

/** Whether a token is eight groups of hexadecimal digits, or fewer groups with one `::`. */
function isIpv6(token: usize, length: i32): bool {
  if (length > MAX_IPV6_LENGTH || length < 2) return false;
  let groups = 0;
  let digits = 0;
  let gap = false;
  for (let at = 0; at < length; at++) {
    const byte = <u32>load<u8>(token + <usize>at);
    if (byte === COLON) {
      const next = at + 1 < length && <u32>load<u8>(token + <usize>at + 1) === COLON;
      if (next) {
        if (gap) return false;
        gap = true;
        if (digits > 0) groups++;
        at++;
      } else {
        if (digits === 0 || at + 1 === length) return false;
        groups++;
      }
      digits = 0;
      continue;
    }
    if (!isHex(byte) || ++digits > 4) return false;
  }
  if (digits > 0) groups++;
  return gap ? groups < 8 : groups === 8;
}

function isHex(byte: u32): bool {
  return byte - 0x30 <= 9 || (byte | 0x20) - 0x61 <= 5;
}
