import type { FuzzObject } from './objects';

const MOST_TRIES = 400;

/** Leaves lines of an object out as long as it still fails. */
export async function shrink(
  object: FuzzObject,
  fails: (smaller: FuzzObject) => Promise<boolean>,
): Promise<FuzzObject> {
  let { lines } = object;
  let tries = 0;
  for (let size = Math.ceil(lines.length / 2); size >= 1 && tries < MOST_TRIES; ) {
    let isSmaller = false;
    for (let from = 0; from < lines.length && tries++ < MOST_TRIES; ) {
      const fewer = [...lines.slice(0, from), ...lines.slice(from + size)];
      if (fewer.length > 0 && (await fails({ ...object, lines: fewer }))) {
        lines = fewer;
        isSmaller = true;
      } else from += size;
    }
    if (size === 1 && !isSmaller) break;
    size = isSmaller && size === 1 ? 1 : Math.floor(size / 2);
  }
  return { ...object, lines };
}
