import type { Stores } from '../../../azure/normalizer/stores';
import type { Actor } from './scheduler';

/** Stores whose every access takes two turns of an actor: one before the effect and one after. */
export function inTurns({ blobs, table, cursors }: Stores, actor: Actor) {
  const access = async <T>(effect: () => T | Promise<T>): Promise<T> => {
    await actor.turn();
    const result = await effect();
    await actor.turn();
    return result;
  };
  const all = <T>(items: AsyncIterable<T>): Promise<T[]> => access(() => listOf(items));
  const own: Stores = {
    blobs: {
      blockList: (blob) => access(() => blobs.blockList(blob)),
      async *read(blob, range, etag) {
        const bytes = Buffer.concat(await all(blobs.read(blob, range, etag)));
        const middle = bytes.length >> 1;
        yield bytes.subarray(0, middle);
        await actor.turn();
        yield bytes.subarray(middle);
      },
      async *children(prefix) {
        yield* await all(blobs.children(prefix));
      },
      async *below(prefix) {
        yield* await all(blobs.below(prefix));
      },
    },
    table: {
      create: (path, file) => access(() => table.create(path, file)),
      replace: (path, file) => access(() => table.replace(path, file)),
      exists: (path) => access(() => table.exists(path)),
    },
    cursors: {
      load: (blob) => access(() => cursors.load(blob)),
      save: (cursor, etag) => access(() => cursors.save(cursor, etag)),
    },
  };
  return { ...own, access };
}

export async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
