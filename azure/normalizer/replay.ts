import type { HourRange } from './blob-hours';
import { type DataBlock, dataBlocks, rangeOf } from './block-list';
import type { Cursor, Increment } from './cursor';
import type { HandlerContext } from './handler-context';
import { bringUpToDate } from './increment';
import { incrementMetrics } from './metrics';
import { incrementName } from './outputs';
import { type BlockList, Conflict, type StoredCursor } from './stores';
import { blobsOf } from './sweep';

/** The numbers that a replay reports. */
export interface ReplayResult {
  readonly blobs: number;
  readonly increments: number;
  /** Increments whose blocks no longer exist, because the blob was deleted and created again. Their files are unchanged. */
  readonly skipped: number;
}

/**
 * Implements `flow-logs replay`: reads the blobs of a range of hours again and replaces their files with the output of
 * this version. The increments keep their boundaries, so the file names are the same. A file that this version no longer
 * writes is replaced by an empty one.
 *
 * @throws Error at the first blob that cannot be read. A replay can be repeated at any time
 */
export async function replay(
  range: HourRange,
  containers: readonly string[],
  context: HandlerContext,
): Promise<ReplayResult> {
  const total = { blobs: 0, increments: 0, skipped: 0 };
  for await (const { blob } of blobsOf(range, containers, context.blobs)) {
    const { increments, skipped } = await replayBlob(blob, context);
    total.blobs++;
    total.increments += increments;
    total.skipped += skipped;
  }
  return total;
}

/** Maximum number of attempts for a blob that grows during the replay. */
const MAX_RESTARTS = 20;

/** Reads the new blocks of one blob, then replaces all its files. */
export async function replayBlob(
  blob: string,
  context: HandlerContext,
): Promise<Omit<ReplayResult, 'blobs'>> {
  for (let restarts = 0; ; restarts++) {
    try {
      await bringUpToDate(blob, context);
      return await rewrite(blob, context);
    } catch (error) {
      if (!(error instanceof Conflict) || restarts === MAX_RESTARTS) throw error;
      await context.pause(restarts + 1);
    }
  }
}

async function rewrite(blob: string, context: HandlerContext): Promise<Omit<ReplayResult, 'blobs'>> {
  const { blobs, cursors } = context;
  let stored = await cursors.load(blob);
  const list = await blobs.blockList(blob);
  const blocks = list ? await dataBlocks(list, (range) => blobs.read(blob, range, list.etag)) : [];
  const { increments, life } = stored.cursor;
  let skipped = 0;
  for (const [index, { generation }] of increments.entries()) {
    const own = blocksOf(increments[index] as Increment, blocks);
    if (list && own && generation >= life) {
      stored = await rewriteIncrement(index, { stored, list, blocks: own }, context);
    } else {
      skipped++;
    }
  }
  return { increments: increments.length - skipped, skipped };
}

interface Rewrite {
  readonly stored: StoredCursor;
  readonly list: BlockList;
  readonly blocks: readonly DataBlock[];
}

async function rewriteIncrement(
  index: number,
  { stored, list, blocks }: Rewrite,
  context: HandlerContext,
): Promise<StoredCursor> {
  const { blobs, table, delivery, enrichment, translate, emptyFile, now, log } = context;
  const { blob, increments, progress, recreated } = stored.cursor;
  const { first, generation, tuples, records, files } = increments[index] as Increment;
  const before = { tuples, records: progress.records.slice(0, records) };
  const name = incrementName(blob, first, generation);
  const range = rangeOf(blocks);
  const enricher = await enrichment?.load();
  const bytes = blobs.read(blob, range, list.etag);
  const translation = await translate(bytes, { blob, name, progress: before, enricher });
  try {
    const { outputs, summary } = translation;
    const paths = new Set(outputs.map(({ path }) => path));
    // the cursor must list a new file before the file exists
    const known = [...new Set([...files, ...paths])].sort();
    const after =
      known.length === files.length
        ? stored
        : await context.cursors.save(withFiles(stored.cursor, index, known), stored.etag);
    for (const { path, file } of outputs) await table.replace(path, file);
    for (const path of files) if (!paths.has(path)) await table.replace(path, await emptyFile(path));
    await delivery?.deliver(translation.rows());
    const measured = { blob, summary, bytes: range.size, blocks: blocks.length, restarts: 0, recreated };
    log(incrementMetrics(measured, now()));
    return after;
  } finally {
    await translation.discard();
  }
}

function withFiles(cursor: Cursor, index: number, files: readonly string[]): Cursor {
  const increments = cursor.increments.map((increment, i) =>
    i === index ? { ...increment, files } : increment,
  );
  return { ...cursor, increments };
}

function blocksOf({ first, offset, last }: Increment, blocks: readonly DataBlock[]): DataBlock[] | undefined {
  const start = blocks.findIndex((block) => block.id === first && block.offset === offset);
  const end = blocks.findIndex((block) => block.id === last.block && block.offset + block.size === last.end);
  return start < 0 || end < start ? undefined : blocks.slice(start, end + 1);
}
