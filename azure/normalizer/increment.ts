import type { BlobProgress } from '../records/blob-progress';
import { type DataBlock, dataBlocks, rangeOf } from './block-list';
import {
  type BlockPosition,
  type Claim,
  type Cursor,
  claimed,
  isSameClaim,
  released,
  restarted,
  settled,
  withdrawn,
} from './cursor';
import type { HandlerContext } from './handler-context';
import { goneMetrics, incrementMetrics, sightingMetrics } from './metrics';
import { checkTime } from './out-of-time';
import { incrementName } from './outputs';
import { type BlockList, Conflict, type StoredCursor } from './stores';

/** Maximum number of attempts for one increment. After that the message returns to the queue. */
const MAX_RESTARTS = 20;

/**
 * Reads the new blocks of a blob until none are left. The function can stop at any moment, and any number of invocations
 * can run concurrently on the same blob:
 *
 * 1. An invocation claims an increment in the cursor before it writes a file. An invocation that finds a claim completes
 *    it unchanged: the same blocks, to the same files.
 * 2. An invocation creates the files of an increment and never changes them. A slower invocation finds them.
 * 3. The cursor passes an increment after all its files were written, and only from the state in which it was claimed.
 * 4. If the blocks of a claim no longer exist, an invocation withdraws the claim, then replaces each of its files by an
 *    empty one, so that a slower invocation cannot create it, and then removes the claim.
 *
 * @throws Error if storage cannot be reached, if other invocations were faster in every attempt, or if the time of the
 *   invocation is over; the caller retries
 */
export async function bringUpToDate(blob: string, context: HandlerContext): Promise<void> {
  let restarts = 0;
  for (;;) {
    checkTime(context, blob);
    try {
      if (!(await step(blob, context, restarts))) return;
      restarts = 0;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      restarts++;
      if (restarts > MAX_RESTARTS) {
        throw new Error(
          `${blob} changed ${restarts} times while it was read; a later invocation reads it again`,
        );
      }
      await context.pause(restarts);
    }
  }
}

/** Advances the cursor by one state. Returns whether more blocks may be left. */
async function step(blob: string, context: HandlerContext, restarts: number): Promise<boolean> {
  const { blobs, cursors } = context;
  // load the cursor first: an older block list may lack blocks that the cursor has passed
  const stored = await cursors.load(blob);
  const { cursor } = stored;
  if (cursor.pending?.withdrawn) return release(stored, context);
  const list = await blobs.blockList(blob);
  if (!list) {
    context.log(goneMetrics(blob));
    return false;
  }
  if (list.etag === cursor.etag && !cursor.pending) return false;
  const blocks = await dataBlocks(list, (range) => blobs.read(blob, range, list.etag));
  const start = startOf(cursor.last, blocks);
  const { pending } = cursor;
  const claimEnd = pending && start !== undefined ? endOf(pending, blocks, start) : undefined;
  if (start === undefined || (pending && claimEnd === undefined)) {
    return restart(stored, context);
  }
  const fresh = blocks.slice(start);
  if (fresh.length === 0) {
    await cursors.save({ ...cursor, etag: list.etag }, stored.etag);
    return false;
  }
  const taken = fresh.slice(0, claimEnd ?? countWithin(fresh, context.maxIncrementBytes));
  const isAll = taken.length === fresh.length;
  return writeIncrement(stored, { list, taken, isAll, restarts }, context);
}

/** An increment to write. */
interface IncrementWork {
  readonly list: BlockList;
  readonly taken: readonly DataBlock[];
  /** Whether no blocks are left after this increment. */
  readonly isAll: boolean;
  readonly restarts: number;
}

async function writeIncrement(
  stored: StoredCursor,
  work: IncrementWork,
  context: HandlerContext,
): Promise<boolean> {
  const { blobs, cursors, table, delivery, enrichment, translate, now, log } = context;
  const { cursor } = stored;
  const { blob, progress, generation } = cursor;
  const { list, taken, isAll, restarts } = work;
  const range = rangeOf(taken);
  const name = incrementName(blob, (taken[0] as DataBlock).id, generation);
  const enricher = await enrichment?.load();
  const translation = await translate(blobs.read(blob, range, list.etag), { blob, name, progress, enricher });
  try {
    const claim = claimOf(cursor, taken, translation);
    if (cursor.pending && !isSameClaim(cursor.pending, claim)) {
      // another version of this function wrote other files for the blocks: do not mix the two
      await cursors.save(withdrawn(cursor), stored.etag);
      return true;
    }
    const own = cursor.pending ? stored : await cursors.save(claimed(cursor, claim), stored.etag);
    for (const { path, file } of translation.outputs) await table.create(path, file);
    await delivery?.deliver(translation.rows());
    // before the increment is complete: a later attempt logs the same lines
    if (translation.sightings)
      for (const line of sightingMetrics(translation.sightings, blob, name)) log(line);
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

/** Handles a recreated blob. A claim on the former blob is settled if all its files exist, else withdrawn. */
async function restart({ cursor, etag }: StoredCursor, { table, cursors }: HandlerContext): Promise<boolean> {
  const { pending } = cursor;
  if (!pending) {
    await cursors.save(restarted(cursor), etag);
  } else if (await all(pending.files, (path) => table.exists(path))) {
    await cursors.save(settled(cursor, 0, null), etag);
  } else {
    await cursors.save(withdrawn(cursor), etag);
  }
  return true;
}

/** Replaces the files of a withdrawn claim by empty ones, including files that a slower invocation may still create. */
async function release(
  { cursor, etag }: StoredCursor,
  { table, cursors, emptyFile }: HandlerContext,
): Promise<boolean> {
  for (const path of cursor.pending?.files ?? []) await table.replace(path, await emptyFile(path));
  await cursors.save(released(cursor), etag);
  return true;
}

/** Index of the first unread block; undefined if the blob was recreated. */
function startOf(last: BlockPosition | null, blocks: readonly DataBlock[]): number | undefined {
  if (last === null) return 0;
  const index = blocks.findIndex((block) => isAt(last, block));
  return index < 0 ? undefined : index + 1;
}

/** Number of blocks of a claim; undefined if the blob does not have these blocks. */
function endOf(claim: Claim, blocks: readonly DataBlock[], start: number): number | undefined {
  const first = blocks[start];
  if (first?.id !== claim.first || first.offset !== claim.offset) return undefined;
  const index = blocks.findIndex((block) => isAt(claim.last, block));
  return index < start ? undefined : index - start + 1;
}

/** Compares the offset as well, because the blocks of a recreated blob may have the same ids. */
function isAt({ block, end }: BlockPosition, { id, offset, size }: DataBlock): boolean {
  return id === block && offset + size === end;
}

/** Number of blocks that fit into the limit, at least one. */
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
  { outputs, after }: { outputs: readonly { readonly path: string }[]; after: BlobProgress },
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
