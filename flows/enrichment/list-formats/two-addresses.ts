import { AddressBits } from '../address-bits';
import { lastOfNetwork } from '../threat-network';

const WORD = /^[^\s,;]+/;
const SECOND_WORD = /^[^\s,;]+[\s,;]+([0-9]{1,3})(?:[\s,;]|$)/;

const bits = new AddressBits();
const end = new AddressBits();

/**
 * Returns the range of a line `start end length` of DShield's block list, such as `203.0.113.0 203.0.113.255 24`, if the
 * three agree.
 *
 * Source: the comments in DShield's recommended block list, "columns".
 */
export function rangeWithMask(start: string, rest: string): string | undefined {
  const last = secondAddress(start, rest);
  const length = SECOND_WORD.exec(rest)?.[1];
  if (last === undefined || length === undefined || !bits.parseText(start) || !end.parseText(last))
    return undefined;
  return lastOfNetwork(bits, Number(length), end) ? `${start}-${last}` : undefined;
}

/** Describes a line with two addresses, of which the second can be a mask, an end or another address. */
export function rangeProblem(start: string, rest: string): string | undefined {
  return secondAddress(start, rest) === undefined
    ? undefined
    : 'two addresses: write a range as first-last, and other addresses on lines of their own';
}

function secondAddress(start: string, rest: string): string | undefined {
  const character = rest.charCodeAt(0);
  // most lines have a type or nothing
  if (!((character >= 0x30 && character <= 0x39) || rest.includes(':'))) return undefined;
  const last = WORD.exec(rest)?.[0];
  return last !== undefined && end.parseText(last) && bits.parseText(start) ? last : undefined;
}
