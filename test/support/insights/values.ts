import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** A value of a field. Fields that `parse` extracts are texts. */
export type Value = string | number | boolean | null;

/** Values of an event or of a group, by name. */
export type Row = ReadonlyMap<string, Value>;

/** Returns a value as a number; null if it is none. */
export function numberOf(value: Value): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value)) return null;
  return Number(value);
}

/** Returns the result of a comparison, null for a missing value. Numbers are compared as numbers, texts as texts. */
export function compare(operator: string, left: Value, right: Value): boolean | null {
  if (left === null || right === null) return null;
  if (typeof left === 'number' || typeof right === 'number') {
    const [a, b] = [numberOf(left), numberOf(right)];
    return a === null || b === null ? null : ordered(operator, a - b);
  }
  if (typeof left === 'boolean' || typeof right === 'boolean')
    throw new Error('a comparison of a truth value');
  if (!/^!?=$/.test(operator) && numberOf(left) !== null && numberOf(right) !== null)
    throw new Error(`an order of the texts ${left} and ${right}, which are numbers`);
  return ordered(operator, left < right ? -1 : left > right ? 1 : 0);
}

function ordered(operator: string, difference: number): boolean {
  switch (operator) {
    case '=':
      return difference === 0;
    case '!=':
      return difference !== 0;
    case '<':
      return difference < 0;
    case '>':
      return difference > 0;
    case '<=':
      return difference <= 0;
    default:
      return difference >= 0;
  }
}

/** Returns the result of an arithmetic operator, null if an operand is no number or the divisor is 0. */
export function compute(operator: string, left: Value, right: Value): number | null {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === null || b === null) return null;
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '%':
      return b === 0 ? null : a % b;
    default:
      return b === 0 ? null : a / b;
  }
}

/** Returns whether an address of one IP version is in a network, as `isIpv4InSubnet` and `isIpv6InSubnet`. */
export function isInSubnet(family: 'ipv4' | 'ipv6', address: Value, subnet: Value): boolean {
  if (!(family === 'ipv4' ? isIPv4 : isIPv6)(String(address))) return false;
  const [network = '', bits] = String(subnet).split('/');
  if (!(family === 'ipv4' ? isIPv4 : isIPv6)(network)) throw new Error(`no ${family} network: ${subnet}`);
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(String(address), family);
}
