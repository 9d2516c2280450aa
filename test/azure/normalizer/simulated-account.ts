import { newCursor, readCursor, writeCursor } from '../../../azure/normalizer/cursor';
import type { Block } from '../../../azure/normalizer/stores';
import { type ByteRange, Conflict, type ListedBlob, type Stores } from '../../../azure/normalizer/stores';

export interface SimulatedBlock {
  readonly id: string;
  readonly text: string;
}

/** A blob and the ETag of its state. */
interface SimulatedBlob {
  readonly etag: string;
  readonly blocks: readonly SimulatedBlock[];
}

/** In-memory storage with the same conditions on ETags as Azure Storage. Every ETag is unique. */
export class SimulatedAccount {
  readonly flowLogs = new Map<string, SimulatedBlob>();
  readonly files = new Map<string, string>();
  readonly cursors = new Map<string, { etag: string; text: string }>();
  /** Number of changes of tables and cursors. */
  changes = 0;
  /** Local files of workers. */
  private readonly local = new Map<string, string>();
  private states = 0;

  /** Put Block List. */
  commit(blob: string, blocks: readonly SimulatedBlock[]): void | Promise<void> {
    this.flowLogs.set(blob, { etag: this.newTag(), blocks });
  }

  /** Delete Blob. */
  delete(blob: string): void | Promise<void> {
    this.flowLogs.delete(blob);
  }

  /** Writes a local file of a worker. Returns its name. */
  putLocal(text: string): string {
    const file = `file ${++this.states}`;
    this.local.set(file, text);
    return file;
  }

  deleteLocal(file: string): void {
    this.local.delete(file);
  }

  protected localText(file: string): string {
    return this.local.get(file) as string;
  }

  protected newTag(): string {
    return `0x${++this.states}`;
  }

  private putFile(path: string, file: string): void {
    this.changes++;
    this.files.set(path, this.localText(file));
  }

  /** The interface of the account that the normalizer uses. */
  get stores(): Stores {
    return {
      blobs: {
        blockList: async (blob) => {
          const found = this.flowLogs.get(blob);
          const blocks = found?.blocks.map(({ id, text }): Block => ({ id, size: text.length }));
          return found && blocks && { etag: found.etag, blocks };
        },
        read: (blob, range, etag) => this.read(blob, range, etag),
        children: (prefix) => this.children(prefix),
        below: (prefix) => this.below(prefix),
      },
      table: {
        create: async (path, file) => {
          if (!this.files.has(path)) this.putFile(path, file);
        },
        replace: async (path, file) => this.putFile(path, file),
        exists: async (path) => this.files.has(path),
      },
      cursors: {
        load: async (blob) => {
          const found = this.cursors.get(blob);
          return found ? { cursor: readCursor(found.text), etag: found.etag } : { cursor: newCursor(blob) };
        },
        save: async (cursor, before) => {
          if (this.cursors.get(cursor.blob)?.etag !== before) throw new Conflict(`cursor is not ${before}`);
          this.changes++;
          const etag = this.newTag();
          this.cursors.set(cursor.blob, { etag, text: writeCursor(cursor) });
          return { cursor, etag };
        },
      },
    };
  }

  private async *read(blob: string, { offset, size }: ByteRange, etag: string): AsyncGenerator<Uint8Array> {
    const found = this.flowLogs.get(blob);
    if (found?.etag !== etag) throw new Conflict(`${blob} is not ${etag}`);
    const text = found.blocks.map((block) => block.text).join('');
    yield Buffer.from(text.slice(offset, offset + size));
  }

  private async *children(prefix: string): AsyncGenerator<ListedBlob | { prefix: string }> {
    const seen = new Set<string>();
    for await (const { blob, etag } of this.below(prefix)) {
      const slash = blob.indexOf('/', prefix.length);
      if (slash < 0) yield { blob, etag };
      else seen.add(blob.slice(0, slash + 1));
    }
    for (const child of seen) yield { prefix: child };
  }

  private async *below(prefix: string): AsyncGenerator<ListedBlob> {
    for (const [blob, { etag }] of [...this.flowLogs]) if (blob.startsWith(prefix)) yield { blob, etag };
  }
}
