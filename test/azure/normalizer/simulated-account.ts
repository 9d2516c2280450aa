import type { Block } from '../../../azure/normalizer/block-list';
import { cursorAtStart, readCursor, writeCursor } from '../../../azure/normalizer/cursor';
import {
  Conflict,
  type CursorStore,
  type FlowLogBlobs,
  type TableStore,
} from '../../../azure/normalizer/stores';
import type { Actor } from './scheduler';

/** A blob of an account, and the ETag of its state. */
interface SimulatedBlob {
  etag: string;
  blocks: { id: string; text: string }[];
}

/** Storage whose conditions hold exactly as those of Azure do: an ETag never comes again. */
export class SimulatedAccount {
  readonly flowLogs = new Map<string, SimulatedBlob>();
  readonly files = new Map<string, string>();
  readonly cursors = new Map<string, { etag: string; text: string }>();
  /** Files of workers that are not in the account yet. */
  readonly local = new Map<string, string>();
  /** Grows with every change of the tables and cursors. */
  changes = 0;
  private states = 0;

  /** Put Block List. */
  commit(blob: string, blocks: { id: string; text: string }[]): void {
    this.flowLogs.set(blob, { etag: this.newTag(), blocks });
  }

  putFile(path: string, text: string): void {
    this.changes++;
    this.files.set(path, text);
  }

  putCursor(blob: string, text: string): string {
    this.changes++;
    const etag = this.newTag();
    this.cursors.set(blob, { etag, text });
    return etag;
  }

  newTag(): string {
    this.states++;
    return `0x${this.states}`;
  }
}

/** The account as one actor reaches it: each access takes two turns, one before it is done and one after. */
export function storesOf(account: SimulatedAccount, actor: Actor) {
  const access = async <T>(effect: () => T): Promise<T> => {
    await actor.turn();
    const result = effect();
    await actor.turn();
    return result;
  };
  const localText = (file: string) => account.local.get(file) as string;

  const blobs: FlowLogBlobs = {
    blockList: (blob) =>
      access(() => {
        const found = account.flowLogs.get(blob);
        const blocks = found?.blocks.map(({ id, text }): Block => ({ id, size: text.length }));
        return found && blocks && { etag: found.etag, blocks };
      }),
    async *read(blob, { offset, size }, etag) {
      const bytes = await access(() => {
        const found = account.flowLogs.get(blob);
        if (found?.etag !== etag) throw new Conflict(`${blob} is not ${etag}`);
        const text = found.blocks.map((block) => block.text).join('');
        return Buffer.from(text.slice(offset, offset + size));
      });
      const middle = bytes.length >> 1;
      yield bytes.subarray(0, middle);
      await actor.turn();
      yield bytes.subarray(middle);
    },
    async *children(prefix) {
      const names = await access(() => [...account.flowLogs].filter(([name]) => name.startsWith(prefix)));
      const seen = new Set<string>();
      for (const [name, { etag }] of names) {
        const slash = name.indexOf('/', prefix.length);
        if (slash < 0) yield { blob: name, etag };
        else seen.add(name.slice(0, slash + 1));
      }
      for (const child of seen) yield { prefix: child };
    },
    async *below(prefix) {
      const found = await access(() =>
        [...account.flowLogs].flatMap(([blob, { etag }]) =>
          blob.startsWith(prefix) ? [{ blob, etag }] : [],
        ),
      );
      yield* found;
    },
  };

  const table: TableStore = {
    create: (path, file) =>
      access(() => {
        if (!account.files.has(path)) account.putFile(path, localText(file));
      }),
    replace: (path, file) => access(() => account.putFile(path, localText(file))),
    exists: (path) => access(() => account.files.has(path)),
  };

  const cursors: CursorStore = {
    load: (blob) =>
      access(() => {
        const found = account.cursors.get(blob);
        return found ? { cursor: readCursor(found.text), etag: found.etag } : { cursor: cursorAtStart(blob) };
      }),
    save: (cursor, etag) =>
      access(() => {
        if (account.cursors.get(cursor.blob)?.etag !== etag) throw new Conflict(`cursor is not ${etag}`);
        return { cursor, etag: account.putCursor(cursor.blob, writeCursor(cursor)) };
      }),
  };
  return { blobs, table, cursors, access };
}
