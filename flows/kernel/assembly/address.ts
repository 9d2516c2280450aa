/** What a token is as an address. */
export const NO_ADDRESS: u32 = 0;
export const VERSION_4: u32 = 1;
export const VERSION_6: u32 = 2;

const DOT: u32 = 0x2e;
const COLON: u32 = 0x3a;
const LONGEST_VERSION_6: i32 = 39;

/** The version of an address in its usual form. Rarer forms, such as an IPv4 address within one, are none here. */
export function addressVersion(token: usize, length: i32): u32 {
  if (isVersion4(token, length)) return VERSION_4;
  return isVersion6(token, length) ? VERSION_6 : NO_ADDRESS;
}

/** Four numbers up to 255, without zeros before them. */
function isVersion4(token: usize, length: i32): bool {
  let parts = 0;
  let digits = 0;
  let value: u32 = 0;
  for (let at = 0; at < length; at++) {
    const byte = <u32>load<u8>(token + <usize>at);
    if (byte === DOT) {
      if (digits === 0 || ++parts > 3) return false;
      digits = 0;
      value = 0;
      continue;
    }
    const digit = byte - 0x30;
    if (digit > 9 || (digits > 0 && value === 0)) return false;
    value = value * 10 + digit;
    if (++digits > 3 || value > 255) return false;
  }
  return parts === 3 && digits > 0;
}

/** Eight groups of hexadecimal digits, or fewer with one gap. */
function isVersion6(token: usize, length: i32): bool {
  if (length > LONGEST_VERSION_6 || length < 2) return false;
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
