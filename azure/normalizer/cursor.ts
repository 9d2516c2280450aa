import { createHash } from 'node:crypto';

/** Version of the cursor's document. */
const VERSION = 1;

/** How far the records of a blob are read, as the reader of blobs wants it back. */
export interface Progress {
  /** Tuples seen: the position of the latest one. */
  readonly tuples: bigint;
  /** Hashes of the records seen, in their order; a later state begins with an earlier one. */
  readonly records: readonly string[];
}

/** A place between two blocks: the id of the block before it, and the offset at which that block ends. */
export interface Place {
  readonly block: string;
  readonly end: number;
}

/** Blocks that became one set of output files. */
export interface Increment {
  /** Id and offset of the first block, and the place after the last one. */
  readonly first: string;
  readonly offset: number;
  readonly last: Place;
  /** Tuples and records that were seen before. */
  readonly tuples: bigint;
  readonly records: number;
  readonly generation: number;
  /** Paths of the output files. */
  readonly files: readonly string[];
}

/** An increment that somebody has begun to write: whoever finds it writes the same, and ends it. */
export interface Claim extends Increment {
  /** The state that ends it. */
  readonly after: Progress;
  /** It can not be ended any more: its files are to be emptied, and given up. */
  readonly withdrawn?: boolean;
}

/** How far a blob is read. */
export interface Cursor {
  readonly version: number;
  readonly blob: string;
  /** State of the blob in which nothing was left to read; null where something was. */
  readonly etag: string | null;
  /** Where the next increment begins; null at the beginning. */
  readonly last: Place | null;
  /** Data blocks read. */
  readonly blocks: number;
  readonly progress: Progress;
  /** What is written, in order. */
  readonly increments: readonly Increment[];
  readonly pending?: Claim;
  /** Lives of the blob and claims given up, counted: sets names of files apart. */
  readonly generation: number;
  /** Generation with which the present life of the blob began: blocks of earlier ones are gone. */
  readonly life: number;
  /** How often the blob was deleted and written anew. */
  readonly recreated: number;
}

/** The cursor of a blob of which nothing is read. */
export function cursorAtStart(blob: string): Cursor {
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

/** An increment is about to be written. */
export function claimed(cursor: Cursor, pending: Claim): Cursor {
  return { ...cursor, etag: null, pending };
}

/** The claimed increment is written, with so many blocks; in this state of the blob nothing is left, or null. */
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

/** The claimed increment can not be written any more. This is decided first, and done afterwards. */
export function withdrawn(cursor: Cursor): Cursor {
  return cursor.pending ? { ...cursor, pending: { ...cursor.pending, withdrawn: true } } : cursor;
}

/** Nothing is left of the withdrawn increment. Its positions are not used again: they may have been seen. */
export function released(cursor: Cursor): Cursor {
  const { pending, ...rest } = cursor;
  if (!pending) return cursor;
  const progress = { ...cursor.progress, tuples: pending.after.tuples };
  return { ...rest, progress, generation: cursor.generation + 1 };
}

/** The blob is another one than was read: it is read from its beginning, and what was seen stays seen. */
export function begunAnew(cursor: Cursor): Cursor {
  const generation = cursor.generation + 1;
  const recreated = cursor.recreated + 1;
  return { ...cursor, etag: null, last: null, blocks: 0, generation, life: generation, recreated };
}

/** Name of the document of a blob's cursor. */
export function cursorName(blob: string): string {
  return `${createHash('sha256').update(blob).digest('hex')}.json`;
}

/** Whether two claims are of the same blocks, to the same files, with the same state after them. */
export function isSameClaim(a: Claim, b: Claim): boolean {
  return toJson({ ...a, withdrawn: false }) === toJson({ ...b, withdrawn: false });
}

export function writeCursor(cursor: Cursor): string {
  return toJson(cursor);
}

/** @throws Error if the document is of a version that this one does not know */
export function readCursor(json: string): Cursor {
  const cursor = JSON.parse(json, (key, value) => (key === 'tuples' ? BigInt(value) : value)) as Cursor;
  if (cursor.version === VERSION) return cursor;
  throw new Error(
    `the cursor of ${cursor.blob} is of version ${cursor.version}, and this function knows ${VERSION}: ` +
      'deploy the newer function again',
  );
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? String(item) : item));
}
