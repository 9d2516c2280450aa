import type { FuzzObject } from './fuzz-object';

const NEWLINE = 0x0a;
const MAX_TRIES = 400;

/** Removes lines of an object as long as the remaining ones still fail. */
export async function shrink(
  object: FuzzObject,
  fails: (smaller: FuzzObject) => Promise<boolean>,
): Promise<FuzzObject> {
  let lines = linesOf(object.bytes);
  let tries = 0;
  for (let size = Math.ceil(lines.length / 2); size >= 1 && tries < MAX_TRIES; ) {
    let isSmaller = false;
    for (let from = 0; from < lines.length && tries++ < MAX_TRIES; ) {
      const fewer = [...lines.slice(0, from), ...lines.slice(from + size)];
      if (fewer.length > 0 && (await fails({ ...object, bytes: Buffer.concat(fewer) }))) {
        lines = fewer;
        isSmaller = true;
      } else from += size;
    }
    if (size === 1 && !isSmaller) break;
    size = isSmaller && size === 1 ? 1 : Math.floor(size / 2);
  }
  return { ...object, bytes: Buffer.concat(lines) };
}

/** Lines with their line breaks. */
export function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, from);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(from, next));
    from = next;
  }
  return lines;
}
