import { createHash } from 'node:crypto';
import type { BlobProgress } from '../records/blob-progress';

/** Version of the cursor document. */
const VERSION = 1;

/** A position between two blocks of a blob. */
export interface BlockPosition {
  /** Id of the block before the position. */
  readonly block: string;
  /** Offset at which that block ends. */
  readonly end: number;
}

/** Adjacent blocks from which one set of output files was written. */
export interface Increment {
  /** Id of the first block. */
  readonly first: string;
  /** Offset of the first block. */
  readonly offset: number;
  /** Position after the last block. */
  readonly last: BlockPosition;
  /** Number of tuples before the increment. */
  readonly tuples: bigint;
  /** Number of records before the increment. */
  readonly records: number;
  readonly generation: number;
  /** Paths of the output files. */
  readonly files: readonly string[];
}

/** An increment that an invocation has started to write. Every invocation that finds the claim completes it unchanged. */
export interface Claim extends Increment {
  /** Progress after the increment. */
  readonly after: BlobProgress;
  /** Whether the increment can no longer be completed. Its files are replaced by empty ones, then the claim is removed. */
  readonly withdrawn?: boolean;
}

/** How far a blob has been read. */
export interface Cursor {
  readonly version: number;
  readonly blob: string;
  /** ETag of the state of the blob that was read completely; null if blocks were left. */
  readonly etag: string | null;
  /** Position at which the next increment begins; null for the beginning of the blob. */
  readonly last: BlockPosition | null;
  /** Number of data blocks read. */
  readonly blocks: number;
  readonly progress: BlobProgress;
  /** Written increments, in order. */
  readonly increments: readonly Increment[];
  readonly pending?: Claim;
  /** Counts recreations of the blob and withdrawn claims, so that their output files have different names. */
  readonly generation: number;
  /** Generation at the latest recreation of the blob. Blocks of earlier generations no longer exist. */
  readonly life: number;
  /** Number of times the blob was deleted and created again. */
  readonly recreated: number;
}

/** The cursor of a blob of which nothing has been read. */
export function newCursor(blob: string): Cursor {
  return {
    version: VERSION,
    blob,
    etag: null,
    last: null,
    blocks: 0,
    progress: { tuples: 0n, records: [] },
    increments: [],
    generation: 0,
    life: 0,
    recreated: 0,
  };
}

/** The cursor before an increment is written. */
export function claimed(cursor: Cursor, pending: Claim): Cursor {
  return { ...cursor, etag: null, pending };
}

/**
 * The cursor after the claimed increment was written.
 *
 * @param blocks - number of blocks of the increment
 * @param etag - ETag of the blob if no blocks are left, else null
 */
export function settled(cursor: Cursor, blocks: number, etag: string | null): Cursor {
  const { pending, ...rest } = cursor;
  if (!pending) return cursor;
  const { after, withdrawn, ...increment } = pending;
  return {
    ...rest,
    etag,
    last: increment.last,
    blocks: cursor.blocks + blocks,
    progress: after,
    increments: [...cursor.increments, increment],
  };
}

/** The cursor with the claim withdrawn. It is saved before the files of the claim are replaced. */
export function withdrawn(cursor: Cursor): Cursor {
  return cursor.pending ? { ...cursor, pending: { ...cursor.pending, withdrawn: true } } : cursor;
}

/** The cursor after the files of the withdrawn claim were replaced. Its positions are not reused, because queries may have returned them. */
export function released(cursor: Cursor): Cursor {
  const { pending, ...rest } = cursor;
  if (!pending) return cursor;
  const progress = { ...cursor.progress, tuples: pending.after.tuples };
  return { ...rest, progress, generation: cursor.generation + 1 };
}

/** The cursor after the blob was recreated. The reader starts at the beginning and still skips the records that it knows. */
export function restarted(cursor: Cursor): Cursor {
  const generation = cursor.generation + 1;
  const recreated = cursor.recreated + 1;
  return { ...cursor, etag: null, last: null, blocks: 0, generation, life: generation, recreated };
}

/** Name of the cursor document of a blob. */
export function cursorName(blob: string): string {
  return `${createHash('sha256').update(blob).digest('hex')}.json`;
}

/** Whether two claims have the same blocks, files and progress. */
export function isSameClaim(a: Claim, b: Claim): boolean {
  return toJson({ ...a, withdrawn: false }) === toJson({ ...b, withdrawn: false });
}

export function writeCursor(cursor: Cursor): string {
  return toJson(cursor);
}

/** @throws Error if the version of the document is not supported */
export function readCursor(json: string): Cursor {
  const cursor = JSON.parse(json, (key, value) => (key === 'tuples' ? BigInt(value) : value)) as Cursor;
  if (cursor.version === VERSION) return cursor;
  throw new Error(
    `the cursor of ${cursor.blob} has version ${cursor.version}, and this function supports version ${VERSION}: ` +
      'deploy the newer version of the function again',
  );
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? String(item) : item));
}
