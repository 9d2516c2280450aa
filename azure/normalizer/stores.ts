import type { Cursor } from './cursor';

/** A condition on an ETag failed because another invocation was faster. The caller reads the current state and retries. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** A committed block of a blob. */
export interface Block {
  /** Unique in its blob. */
  readonly id: string;
  /** In bytes. */
  readonly size: number;
}

/** The committed blocks of a blob, and the ETag of the blob when they were listed. */
export interface BlockList {
  readonly etag: string;
  readonly blocks: readonly Block[];
}

/** A range of bytes of a blob. */
export interface ByteRange {
  readonly offset: number;
  readonly size: number;
}

/** A blob in a listing. */
export interface ListedBlob {
  readonly blob: string;
  readonly etag: string;
}

/**
 * The flow-log account. It is read-only, because any change of these blobs makes the writes of Network Watcher fail.
 * The name of a blob is `container/path`.
 */
export interface FlowLogBlobs {
  /** Returns undefined if the blob does not exist. */
  blockList(blob: string): Promise<BlockList | undefined>;
  /**
   * @throws Conflict if the ETag of the blob is another one, also while the bytes are read
   */
  read(blob: string, range: ByteRange, etag: string): AsyncIterable<Uint8Array>;
  /** Blobs and prefixes directly below a prefix that ends in `/`. */
  children(prefix: string): AsyncIterable<ListedBlob | { readonly prefix: string }>;
  /** All blobs below a prefix. */
  below(prefix: string): AsyncIterable<ListedBlob>;
}

/** The container of the tables. A path is relative to the prefix of the tables. */
export interface TableStore {
  /** Uploads a local file. Keeps the existing file if there is one. */
  create(path: string, file: string): Promise<void>;
  /** Uploads a local file. Replaces the existing file if there is one. */
  replace(path: string, file: string): Promise<void>;
  exists(path: string): Promise<boolean>;
}

/** A cursor, and the ETag that its next change must match. Without an ETag the cursor is not stored yet. */
export interface StoredCursor {
  readonly cursor: Cursor;
  readonly etag?: string;
}

/** The container of the cursors. Only a caller that has read the latest state of a cursor can change it. */
export interface CursorStore {
  /** Returns the cursor of a blob, or a new one if none is stored. */
  load(blob: string): Promise<StoredCursor>;
  /** @throws Conflict if the ETag of the stored cursor is another one */
  save(cursor: Cursor, etag: string | undefined): Promise<StoredCursor>;
}

/** All storage outside of the function. */
export interface Stores {
  readonly blobs: FlowLogBlobs;
  readonly table: TableStore;
  readonly cursors: CursorStore;
}
