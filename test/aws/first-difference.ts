import { isDeepStrictEqual } from 'node:util';

/**
 * Describes the first difference between two values, because whole results are too large to print. Returns undefined
 * if the values are equal.
 */
export function firstDifference(expected: unknown, found: unknown, path = ''): string | undefined {
  if (Object.is(expected, found)) return undefined;
  if (!isPlain(expected) || !isPlain(found)) {
    return isDeepStrictEqual(expected, found) ? undefined : `${path}: ${shown(expected)} is ${shown(found)}`;
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const difference = firstDifference(expected[key], found[key], `${path}/${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !(value instanceof Date) && !ArrayBuffer.isView(value)
  );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}n` : each));
  return `${text}`.slice(0, 200);
}
