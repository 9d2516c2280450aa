import { strict as assert } from 'node:assert';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cursorStore, flowLogBlobs, tableStore } from '../../azure/normalizer/blob-stores';
import { Conflict, type Stores } from '../../azure/normalizer/stores';
import { listOf } from '../azure/normalizer/in-turns';
import { SimulatedAccount, type SimulatedBlock } from '../azure/normalizer/simulated-account';
import type { Azurite } from './azurite';
import { temporaryDirectory } from './normalized';

/**
 * An account of the emulator, accessed through the stores of the function. Every operation also runs on the simulated
 * account, and both must return the same result and have the same content at the end.
 */
export class AzuriteAccount extends SimulatedAccount {
  private readonly directory = temporaryDirectory();
  private readonly real: Stores;
  /** ETag of the emulator for the next state of the simulated account. */
  private tag: string | undefined;

  private constructor(
    private readonly azurite: Azurite,
    private readonly container: string,
  ) {
    super();
    const { flowLogReader, tableContainer, cursorContainer } = azurite;
    this.real = {
      blobs: flowLogBlobs(flowLogReader),
      table: tableStore(tableContainer, ''),
      cursors: cursorStore(cursorContainer),
    };
  }

  /** Creates an account with empty containers. */
  static async empty(azurite: Azurite, container: string): Promise<AzuriteAccount> {
    const containers = [
      azurite.flowLogs.getContainerClient(container),
      azurite.tableContainer,
      azurite.cursorContainer,
    ];
    for (const client of containers) {
      await client.createIfNotExists();
      for await (const { name } of client.listBlobsFlat()) await client.deleteBlob(name);
    }
    return new AzuriteAccount(azurite, container);
  }

  override async commit(blob: string, blocks: readonly SimulatedBlock[]): Promise<void> {
    const client = this.clientOf(blob);
    const before = this.flowLogs.get(blob)?.blocks ?? [];
    for (const block of blocks) {
      if (!before.some(({ id, text }) => id === block.id && text === block.text))
        await client.stageBlock(block.id, block.text, block.text.length);
    }
    const { etag } = await client.commitBlockList(blocks.map(({ id }) => id));
    this.tag = etag?.replaceAll('"', '');
    super.commit(blob, blocks);
  }

  override async delete(blob: string): Promise<void> {
    await this.clientOf(blob).delete();
    super.delete(blob);
  }

  override putLocal(text: string): string {
    const file = join(this.directory, super.newTag());
    writeFileSync(file, text);
    return file;
  }

  override deleteLocal(file: string): void {
    rmSync(file, { force: true });
  }

  protected override localText(file: string): string {
    return readFileSync(file, 'utf8');
  }

  protected override newTag(): string {
    const { tag } = this;
    this.tag = undefined;
    return tag ?? super.newTag();
  }

  override get stores(): Stores {
    const simulated = super.stores;
    const { real } = this;
    const both = async <T>(of: (stores: Stores) => Promise<T>): Promise<T> => {
      const outcome = await settled(of(real));
      if ('value' in outcome) this.tag = tagOf(outcome.value);
      const expected = await settled(of(simulated));
      this.tag = undefined;
      assert.deepStrictEqual(outcome, expected);
      if ('value' in outcome) return outcome.value;
      throw new Conflict(outcome.conflict);
    };
    async function* each<T>(of: (stores: Stores) => AsyncIterable<T>): AsyncGenerator<T> {
      yield* await both(async (stores) => (await listOf(of(stores))).sort(byJson));
    }
    async function* bytes(of: (stores: Stores) => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      yield await both(async (stores) => Buffer.concat(await listOf(of(stores))));
    }
    return {
      blobs: {
        blockList: (blob) => both(({ blobs }) => blobs.blockList(blob)),
        read: (blob, range, etag) => bytes(({ blobs }) => blobs.read(blob, range, etag)),
        children: (prefix) => each(({ blobs }) => blobs.children(prefix)),
        below: (prefix) => each(({ blobs }) => blobs.below(prefix)),
      },
      table: {
        create: (path, file) => both(({ table }) => table.create(path, file)),
        replace: (path, file) => both(({ table }) => table.replace(path, file)),
        exists: (path) => both(({ table }) => table.exists(path)),
      },
      cursors: {
        load: (blob) => both(({ cursors }) => cursors.load(blob)),
        save: (cursor, before) => both(({ cursors }) => cursors.save(cursor, before)),
      },
    };
  }

  /** Compares the tables of both accounts byte by byte. */
  async compare(): Promise<void> {
    const { tableContainer } = this.azurite;
    const files = new Map<string, string>();
    for await (const { name } of tableContainer.listBlobsFlat()) {
      files.set(name, String(await tableContainer.getBlobClient(name).downloadToBuffer()));
    }
    assert.deepStrictEqual(files, new Map([...this.files].sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  close(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private clientOf(blob: string) {
    const path = blob.slice(this.container.length + 1);
    return this.azurite.flowLogs.getContainerClient(this.container).getBlockBlobClient(path);
  }
}

type Outcome<T> = { readonly value: T } | { readonly conflict: string };

/** Waits for a result or a conflict. The message of a conflict is not compared. */
async function settled<T>(outcome: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await outcome };
  } catch (error) {
    if (error instanceof Conflict) return { conflict: 'the ETag does not match' };
    throw error;
  }
}

function tagOf(outcome: unknown): string | undefined {
  return (outcome as { etag?: string } | undefined)?.etag;
}

function byJson(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
