/** Adds two measures. A missing measure adds nothing; without any measure the sum is missing, not zero. */
export function plus(left: bigint | null, right: bigint | null): bigint | null {
  if (left === null) return right;
  return right === null ? left : left + right;
}

/** The larger of two measures, if there is one. */
export function larger(left: bigint | null, right: bigint | null): bigint | null {
  if (left === null) return right;
  return right === null || left > right ? left : right;
}

/** The first of two texts in the order of their characters, if there is one. */
export function least<T extends string | number>(left: T | null, right: T | null): T | null {
  if (left === null) return right;
  return right === null || left < right ? left : right;
}

/** The last of two values in their order, if there is one. */
export function most<T extends string | number>(left: T | null, right: T | null): T | null {
  if (left === null) return right;
  return right === null || left > right ? left : right;
}

/** Groups values by a key. The groups have the order of their first values. */
export function groupBy<T>(values: Iterable<T>, keyOf: (value: T) => unknown): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = JSON.stringify(keyOf(value), (_, part) => (typeof part === 'bigint' ? `${part}n` : part));
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
