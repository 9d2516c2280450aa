import type { HourRange } from './blob-hours';
import { type DataBlock, dataBlocks, rangeOf } from './block-list';
import type { Cursor, Increment } from './cursor';
import { bringUpToDate } from './increment';
import { incrementMetrics } from './metrics';
import { incrementName } from './outputs';
import { type BlockList, Conflict, type StoredCursor } from './stores';
import type { Surroundings } from './surroundings';
import { blobsOf } from './sweep';

/** What was written again. */
export interface ReplayResult {
  readonly blobs: number;
  readonly increments: number;
  /** Increments whose blocks are gone, because their blob was deleted and written anew: their files stay as they are. */
  readonly kept: number;
}

/**
 * Reads the blobs of some hours once more and writes all their files again, with what this version makes of them.
 * Increments end where they ended before, so that the names are the same; a file that is not made any more becomes
 * an empty one.
 *
 * @throws Error at the first blob that can not be read; it can be begun again at any time
 */
export async function replay(
  range: HourRange,
  containers: readonly string[],
  surroundings: Surroundings,
): Promise<ReplayResult> {
  const total = { blobs: 0, increments: 0, kept: 0 };
  for await (const { blob } of blobsOf(range, containers, surroundings.blobs)) {
    const { increments, kept } = await replayBlob(blob, surroundings);
    total.blobs++;
    total.increments += increments;
    total.kept += kept;
  }
  return total;
}

/** Tries of one blob that goes on growing. */
const MAX_RESTARTS = 20;

/** Writes all files of one blob again, after what it has grown by. */
export async function replayBlob(
  blob: string,
  surroundings: Surroundings,
): Promise<Omit<ReplayResult, 'blobs'>> {
  for (let restarts = 0; ; restarts++) {
    try {
      await bringUpToDate(blob, surroundings);
      return await rewrite(blob, surroundings);
    } catch (error) {
      if (!(error instanceof Conflict) || restarts === MAX_RESTARTS) throw error;
      await surroundings.pause(restarts + 1);
    }
  }
}

async function rewrite(blob: string, surroundings: Surroundings): Promise<Omit<ReplayResult, 'blobs'>> {
  const { blobs, cursors } = surroundings;
  let stored = await cursors.load(blob);
  const list = await blobs.blockList(blob);
  const blocks = list ? await dataBlocks(list, (range) => blobs.read(blob, range, list.etag)) : [];
  const { increments, life } = stored.cursor;
  let kept = 0;
  for (const [index, { generation }] of increments.entries()) {
    const own = blocksOf(increments[index] as Increment, blocks);
    if (list && own && generation >= life) {
      stored = await rewriteIncrement(index, { stored, list, blocks: own }, surroundings);
    } else {
      kept++;
    }
  }
  return { increments: increments.length - kept, kept };
}

interface Rewrite {
  readonly stored: StoredCursor;
  readonly list: BlockList;
  readonly blocks: readonly DataBlock[];
}

async function rewriteIncrement(
  index: number,
  { stored, list, blocks }: Rewrite,
  surroundings: Surroundings,
): Promise<StoredCursor> {
  const { blobs, table, delivery, translate, emptyFile, now, log } = surroundings;
  const { blob, increments, progress, recreated } = stored.cursor;
  const { first, generation, tuples, records, files } = increments[index] as Increment;
  const before = { tuples, records: progress.records.slice(0, records) };
  const name = incrementName(blob, first, generation);
  const range = rangeOf(blocks);
  const translation = await translate(blobs.read(blob, range, list.etag), { blob, name, progress: before });
  try {
    const { outputs, summary } = translation;
    const paths = new Set(outputs.map(({ path }) => path));
    // a file that is made for the first time is known to the cursor before it is there
    const known = [...new Set([...files, ...paths])].sort();
    const after =
      known.length === files.length
        ? stored
        : await surroundings.cursors.save(withFiles(stored.cursor, index, known), stored.etag);
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
