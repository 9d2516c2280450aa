import { type DataBlock, dataBlocks, rangeOf } from './block-list';
import {
  begunAnew,
  type Claim,
  type Cursor,
  claimed,
  isSameClaim,
  type Place,
  type Progress,
  released,
  settled,
  withdrawn,
} from './cursor';
import { gone, incrementMetrics } from './metrics';
import { incrementName } from './outputs';
import { type BlockList, Conflict, type StoredCursor } from './stores';
import type { Surroundings } from './surroundings';

/** Tries of one increment before the message is given back to the queue. */
const MAX_RESTARTS = 20;

/**
 * Reads what a blob has grown by, until nothing is left. At any moment it may be broken off, and any number of others
 * may do the same at the same time:
 *
 * 1. What an increment is made of is claimed in the cursor before any of it is written. A claim that is found is
 *    ended as it stands, by the same blocks to the same files, whoever made it.
 * 2. Files of an increment are created and never changed: who comes late finds them there.
 * 3. The cursor passes an increment when all its files are written, and only from the state in which it was claimed.
 * 4. If the blocks of a claim are gone, the claim is withdrawn first; then each of its files becomes an empty one, so
 *    that who comes late can not create it; and then only is the cursor free.
 *
 * @throws Error if something can not be reached, or others are faster all the time: it is to be tried again later
 */
export async function bringUpToDate(blob: string, surroundings: Surroundings): Promise<void> {
  let restarts = 0;
  for (;;) {
    try {
      if (!(await step(blob, surroundings, restarts))) return;
      restarts = 0;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      restarts++;
      if (restarts > MAX_RESTARTS) {
        throw new Error(`${blob} changed ${restarts} times while it was read: it is read again later`);
      }
      await surroundings.pause(restarts);
    }
  }
}

/** Goes one state further. Returns whether there may be more to do. */
async function step(blob: string, surroundings: Surroundings, restarts: number): Promise<boolean> {
  const { blobs, cursors } = surroundings;
  // the cursor first: a list from before it might lack blocks that it knows
  const stored = await cursors.load(blob);
  const { cursor } = stored;
  if (cursor.pending?.withdrawn) return release(stored, surroundings);
  const list = await blobs.blockList(blob);
  if (!list) {
    surroundings.log(gone(blob));
    return false;
  }
  if (list.etag === cursor.etag && !cursor.pending) return false;
  const blocks = await dataBlocks(list, (range) => blobs.read(blob, range, list.etag));
  const start = startOf(cursor.last, blocks);
  const { pending } = cursor;
  const claimEnd = pending && start !== undefined ? endOf(pending, blocks, start) : undefined;
  if (start === undefined || (pending && claimEnd === undefined)) {
    return beginAnew(stored, surroundings);
  }
  const fresh = blocks.slice(start);
  if (fresh.length === 0) {
    await cursors.save({ ...cursor, etag: list.etag }, stored.etag);
    return false;
  }
  const taken = fresh.slice(0, claimEnd ?? countWithin(fresh, surroundings.maxIncrementBytes));
  const isAll = taken.length === fresh.length;
  return writeIncrement(stored, { list, taken, isAll, restarts }, surroundings);
}

interface Work {
  readonly list: BlockList;
  readonly taken: readonly DataBlock[];
  /** Whether nothing is left afterwards. */
  readonly isAll: boolean;
  readonly restarts: number;
}

async function writeIncrement(
  stored: StoredCursor,
  work: Work,
  surroundings: Surroundings,
): Promise<boolean> {
  const { blobs, cursors, table, delivery, translate, now, log } = surroundings;
  const { cursor } = stored;
  const { blob, progress, generation } = cursor;
  const { list, taken, isAll, restarts } = work;
  const range = rangeOf(taken);
  const name = incrementName(blob, (taken[0] as DataBlock).id, generation);
  const translation = await translate(blobs.read(blob, range, list.etag), { blob, name, progress });
  try {
    const claim = claimOf(cursor, taken, translation);
    if (cursor.pending && !isSameClaim(cursor.pending, claim)) {
      // another version of this function reads the blocks in another way: nothing of the two may be mixed
      await cursors.save(withdrawn(cursor), stored.etag);
      return true;
    }
    const own = cursor.pending ? stored : await cursors.save(claimed(cursor, claim), stored.etag);
    for (const { path, file } of translation.outputs) await table.create(path, file);
    await delivery?.deliver(translation.rows());
    await cursors.save(settled(own.cursor, taken.length, isAll ? list.etag : null), own.etag);
    const { summary } = translation;
    const { recreated } = cursor;
    const measured = { blob, summary, bytes: range.size, blocks: taken.length, restarts, recreated };
    log(incrementMetrics(measured, now()));
    return !isAll;
  } finally {
    await translation.discard();
  }
}

/** The blob is another one than the cursor knows. A claim of the former one is ended if it is whole, or given up. */
async function beginAnew({ cursor, etag }: StoredCursor, { table, cursors }: Surroundings): Promise<boolean> {
  const { pending } = cursor;
  if (!pending) {
    await cursors.save(begunAnew(cursor), etag);
  } else if (await all(pending.files, (path) => table.exists(path))) {
    await cursors.save(settled(cursor, 0, null), etag);
  } else {
    await cursors.save(withdrawn(cursor), etag);
  }
  return true;
}

/** Empties the files of a withdrawn claim, those too that may still be created by who comes late. */
async function release(
  { cursor, etag }: StoredCursor,
  { table, cursors, emptyFile }: Surroundings,
): Promise<boolean> {
  for (const path of cursor.pending?.files ?? []) await table.replace(path, await emptyFile(path));
  await cursors.save(released(cursor), etag);
  return true;
}

/** Index of the first block that is not read yet; undefined if the blob is not the one that was read. */
function startOf(last: Place | null, blocks: readonly DataBlock[]): number | undefined {
  if (last === null) return 0;
  const index = blocks.findIndex((block) => isAt(last, block));
  return index < 0 ? undefined : index + 1;
}

/** How many blocks a claim has; undefined if they are not those of the blob. */
function endOf(claim: Claim, blocks: readonly DataBlock[], start: number): number | undefined {
  const first = blocks[start];
  if (first?.id !== claim.first || first.offset !== claim.offset) return undefined;
  const index = blocks.findIndex((block) => isAt(claim.last, block));
  return index < start ? undefined : index - start + 1;
}

/** Ids alone do not tell: the blocks of a blob that is written anew may have the same ones. */
function isAt({ block, end }: Place, { id, offset, size }: DataBlock): boolean {
  return id === block && offset + size === end;
}

/** As many blocks as fit, and one at the least. */
function countWithin(blocks: readonly DataBlock[], maxBytes: number): number {
  let bytes = 0;
  const over = blocks.findIndex(({ size }) => {
    bytes += size;
    return bytes > maxBytes;
  });
  return over < 0 ? blocks.length : Math.max(1, over);
}

function claimOf(
  { progress, generation }: Cursor,
  taken: readonly DataBlock[],
  { outputs, after }: { outputs: readonly { readonly path: string }[]; after: Progress },
): Claim {
  const [first, last] = [taken[0] as DataBlock, taken.at(-1) as DataBlock];
  return {
    first: first.id,
    offset: first.offset,
    last: { block: last.id, end: last.offset + last.size },
    tuples: progress.tuples,
    records: progress.records.length,
    generation,
    files: outputs.map(({ path }) => path),
    after,
  };
}

async function all<T>(items: readonly T[], holds: (item: T) => Promise<boolean>): Promise<boolean> {
  for (const item of items) if (!(await holds(item))) return false;
  return true;
}
