import type { Block } from './block-list';
import type { Cursor } from './cursor';

/** Somebody else was there first: a condition on an ETag does not hold any more. What was read is to be read again. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** The committed blocks of a blob, and the ETag of the state they were listed in. */
export interface BlockList {
  readonly etag: string;
  readonly blocks: readonly Block[];
}

/** Bytes of a blob, from an offset on. */
export interface ByteRange {
  readonly offset: number;
  readonly size: number;
}

/** A blob of a listing. */
export interface ListedBlob {
  readonly blob: string;
  readonly etag: string;
}

/**
 * The flow-log account. It can be read and nothing else: whoever touches those blobs breaks the service's writes.
 * A blob is named by its container and its path, with `/` between.
 */
export interface FlowLogBlobs {
  /** Undefined if there is no such blob. */
  blockList(blob: string): Promise<BlockList | undefined>;
  /**
   * @throws Conflict if the blob is not in the state of the ETag any more; also while its bytes are read
   */
  read(blob: string, range: ByteRange, etag: string): AsyncIterable<Uint8Array>;
  /** What lies directly below a prefix that ends in `/`: blobs, and prefixes of further ones. */
  children(prefix: string): AsyncIterable<ListedBlob | { readonly prefix: string }>;
  /** All blobs below a prefix. */
  below(prefix: string): AsyncIterable<ListedBlob>;
}

/** The container of the tables. Paths are those of the files below an output directory. */
export interface TableStore {
  /** Puts a local file where there is none. A file that is there already stays as it is. */
  create(path: string, file: string): Promise<void>;
  /** Puts a local file in the place of whatever is there. */
  replace(path: string, file: string): Promise<void>;
  exists(path: string): Promise<boolean>;
}

/** A cursor, and the ETag by which it can be changed; without one, there is none yet. */
export interface StoredCursor {
  readonly cursor: Cursor;
  readonly etag?: string;
}

/** The container of the cursors: each is changed only by who has read its latest state. */
export interface CursorStore {
  /** The cursor of a blob; one at the blob's beginning where none is stored. */
  load(blob: string): Promise<StoredCursor>;
  /** @throws Conflict if the stored cursor is not that of the ETag any more */
  save(cursor: Cursor, etag: string | undefined): Promise<StoredCursor>;
}

/** All that is stored outside of the function. */
export interface Stores {
  readonly blobs: FlowLogBlobs;
  readonly table: TableStore;
  readonly cursors: CursorStore;
}
