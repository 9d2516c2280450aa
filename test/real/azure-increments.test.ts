import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { azureContext } from '../../azure/normalizer/azure-context';
import { newCursor } from '../../azure/normalizer/cursor';
import { replay } from '../../azure/normalizer/replay';
import { ENVIRONMENT, readSettings } from '../../azure/normalizer/settings';
import { Conflict } from '../../azure/normalizer/stores';
import { VNET_CONTAINER } from '../../azure/storage/containers';
import { Random } from '../azure/normalizer/scheduler';
import { Azurite } from '../support/azurite';
import { Ending, FunctionProcess } from '../support/azurite-function';
import { NetworkWatcher } from '../support/azurite-network-watcher';
import { sql } from '../support/duckdb';
import { temporaryDirectory } from '../support/normalized';
import { ROOT } from '../support/source-files';
import { contentBelow, filesBelow, tableIn } from '../support/table-files';

const SEED = Number(process.env.SEED ?? 20_261_122);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MACS = ['000D3A111111', '000D3A222222', '6045BD333333'];
/** The latest full hour. The minutes are before and after it. */
const FULL_HOUR = Math.floor(Date.now() / HOUR) * HOUR;
const MINUTES = Array.from({ length: 8 }, (_, index) => new Date(FULL_HOUR + (index - 4) * MINUTE));

let azurite: Azurite;

beforeAll(async () => {
  azurite = await Azurite.start();
  await azurite.createContainers(VNET_CONTAINER);
});
afterAll(() => azurite?.stop());

/** The rows of the table, read by DuckDB. */
async function tableRows(prefix: string): Promise<{ rows: Record<string, unknown>[]; directory: string }> {
  const directory = temporaryDirectory();
  await azurite.download(prefix, directory);
  const columns = 'source, source_row, src_port, bytes_out';
  const rows = await sql(`select ${columns} from ${tableIn(directory, 'flows')} order by source, source_row`);
  return { rows, directory };
}

function expectedRows({ written }: NetworkWatcher) {
  return [...written].sort((a, b) =>
    a.source === b.source ? Number(a.source_row - b.source_row) : a.source < b.source ? -1 : 1,
  );
}

/** Encodes an event in one of the ways in which events reach a function. */
function encoded(event: object, encoding: number): unknown {
  const json = JSON.stringify(event);
  return [json, event, Buffer.from(json).toString('base64'), JSON.stringify([event])][encoding % 4];
}

describe('blobs that grow by the minute', () => {
  const prefix = 'calm/';

  test('give a table with every tuple once', async () => {
    const watcher = new NetworkWatcher(azurite.flowLogs, 'CALM');
    const host = await FunctionProcess.start(azurite.settings(prefix));
    try {
      let events = 0;
      for (const minute of MINUTES) {
        for (const mac of MACS) {
          const event = await watcher.write(mac, minute, 1 + (events % 5));
          expect(await host.message(encoded(event, events++))).toBe(Ending.DONE);
        }
        expect((await tableRows(prefix)).rows).toEqual(expectedRows(watcher));
      }
      const { rows, directory } = await tableRows(prefix);
      expect(new Set(rows.map(({ source }) => source)).size).toBe(MACS.length * 2);
      // one file per block, since each was read on arrival
      expect(filesBelow(directory)).toHaveLength(events);
      const increments = host.logged.filter(({ increments }) => increments === 1);
      expect(increments).toHaveLength(events);
      expect(increments.reduce((sum, { rows: n }) => sum + Number(n), 0)).toBe(rows.length);
    } finally {
      host.kill();
    }
  });

  test('give the same bytes in a replay', async () => {
    const before = await tableRows(prefix);
    const settings = readSettings(azurite.settings(prefix));
    // the replay repairs a corrupted file
    const [corrupted] = filesBelow(before.directory);
    await azurite.tableContainer.getBlockBlobClient(prefix + corrupted).upload('corrupted', 9);
    const log = () => {};
    const range = { from: new Date(FULL_HOUR - HOUR), to: new Date(FULL_HOUR) };
    const context = { ...azureContext(settings), log };
    const result = await replay(range, [VNET_CONTAINER], context);
    expect(result).toEqual({ blobs: MACS.length * 2, increments: MINUTES.length * MACS.length, skipped: 0 });
    const after = await tableRows(prefix);
    expect(contentBelow(after.directory)).toEqual(contentBelow(before.directory));
  });

  test('give the same bytes in a replay by the command line', async () => {
    const before = await tableRows(prefix);
    const [corrupted] = filesBelow(before.directory);
    await azurite.tableContainer.getBlockBlobClient(prefix + corrupted).upload('corrupted', 9);
    const settings = azurite.settings(prefix);
    const options = {
      storage: settings[ENVIRONMENT.flowLogStorage],
      tables: settings[ENVIRONMENT.tableStorage],
      prefix,
      from: new Date(FULL_HOUR - HOUR).toISOString().slice(0, 13),
      to: new Date(FULL_HOUR).toISOString().slice(0, 13),
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value as string]);
    const cli = join(ROOT, 'dist/cli/main.js');
    // asynchronous, because Azurite needs this process as well
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'replay', ...args, '--json'], {
      env: { ...process.env, ...settings },
    });
    expect(JSON.parse(stdout)).toEqual({
      blobs: MACS.length * 2,
      increments: MINUTES.length * MACS.length,
      skipped: 0,
    });
    const after = await tableRows(prefix);
    expect(contentBelow(after.directory)).toEqual(contentBelow(before.directory));
  });
});

test(`no row is lost or duplicated if processes are killed and events are lost (SEED=${SEED})`, async () => {
  const prefix = 'rough/';
  const random = new Random(SEED);
  const watcher = new NetworkWatcher(azurite.flowLogs, 'ROUGH');
  const queue: unknown[] = [];
  const happened = { killed: 0, lost: 0, failed: 0 };
  let isWriting = true;

  async function write(): Promise<void> {
    for (const minute of MINUTES) {
      for (const mac of MACS) {
        const event = await watcher.write(mac, minute, 1 + random.below(40));
        if (random.chance(0.2)) happened.lost++;
        else
          queue.splice(random.below(queue.length + 1), 0, ...(random.chance(0.5) ? [event, event] : [event]));
        await pause(random.below(40));
      }
    }
    isWriting = false;
  }

  async function work(): Promise<void> {
    let host = await FunctionProcess.start(azurite.settings(prefix));
    while (isWriting || queue.length > 0) {
      const event = queue.shift();
      if (event === undefined) {
        await pause(5);
        continue;
      }
      const killing = random.chance(0.6) ? setTimeout(() => host.kill(), random.below(45)) : undefined;
      const ending = await host.message(event);
      clearTimeout(killing);
      if (ending === Ending.DONE) continue;
      queue.push(event);
      if (ending === Ending.FAILED) happened.failed++;
      else {
        happened.killed++;
        host = await FunctionProcess.start(azurite.settings(prefix));
      }
    }
    host.kill();
  }

  await Promise.all([write(), work(), work()]);
  const host = await FunctionProcess.start(azurite.settings(prefix));
  try {
    expect(await host.sweep()).toBe(Ending.DONE);
  } finally {
    host.kill();
  }
  if (process.env.SHOW)
    process.stderr.write(`${JSON.stringify({ ...happened, rows: watcher.written.length })}\n`);
  expect(happened.killed).toBeGreaterThan(0);
  expect(happened.lost).toBeGreaterThan(0);
  const { rows, directory } = await tableRows(prefix);
  const own = rows.filter(({ source }) => String(source).includes('_ROUGH/'));
  expect(own).toEqual(expectedRows(watcher));
  expect(filesBelow(directory).filter((path) => path.startsWith('rejects/'))).toEqual([]);
});

describe('the stores', () => {
  const path = `${VNET_CONTAINER}/stores`;
  const stores = () => azureContext(readSettings(azurite.settings('stores/')));

  test('read a blob only if its ETag is the one of the block list', async () => {
    const client = azurite.flowLogs.getContainerClient(VNET_CONTAINER).getBlockBlobClient('stores');
    const commit = async (...texts: string[]) => {
      const ids = texts.map((_, index) => Buffer.from(`block ${index}`).toString('base64'));
      for (const [index, text] of texts.entries())
        await client.stageBlock(ids[index] as string, text, text.length);
      await client.commitBlockList(ids);
    };
    const { blobs } = stores();
    expect(await blobs.blockList(path)).toBeUndefined();
    await commit('one', 'two');
    const list = await blobs.blockList(path);
    expect(list?.blocks.map(({ size }) => size)).toEqual([3, 3]);
    const read = async (etag = '') => {
      const parts: Uint8Array[] = [];
      for await (const part of blobs.read(path, { offset: 3, size: 3 }, etag)) parts.push(part);
      return Buffer.concat(parts).toString();
    };
    expect(await read(list?.etag)).toBe('two');
    const listed = [];
    for await (const blob of blobs.below(path)) listed.push(blob);
    expect(listed).toEqual([{ blob: path, etag: list?.etag }]);
    await commit('one', 'two', 'three');
    await expect(read(list?.etag)).rejects.toThrow(Conflict);
    await client.upload('whole', 5);
    expect((await blobs.blockList(path))?.blocks).toEqual([{ id: expect.any(String), size: 5 }]);
  });

  test('change a cursor only if its ETag is the one that was read', async () => {
    const { cursors } = stores();
    const cursor = { ...newCursor(path), progress: { tuples: 2n ** 60n, records: ['a'] } };
    const first = await cursors.save(cursor, undefined);
    await expect(cursors.save(cursor, undefined)).rejects.toThrow(Conflict);
    const second = await cursors.save({ ...cursor, blocks: 1 }, first.etag);
    await expect(cursors.save(cursor, first.etag)).rejects.toThrow(Conflict);
    expect(await cursors.load(path)).toEqual({ cursor: { ...cursor, blocks: 1 }, etag: second.etag });
  });

  test('create a file once and replace it on request', async () => {
    const { table, emptyFile } = stores();
    const textOf = async () =>
      (await azurite.tableContainer.getBlobClient('stores/flows/x.parquet').downloadToBuffer()).length;
    expect(await table.exists('flows/x.parquet')).toBe(false);
    await table.create('flows/x.parquet', __filename);
    const length = await textOf();
    const empty = await emptyFile('flows/x.parquet');
    await table.create('flows/x.parquet', empty);
    expect(await textOf()).toBe(length);
    await table.replace('flows/x.parquet', empty);
    expect(await textOf()).not.toBe(length);
  });

  test('cannot write to the flow-log account', async () => {
    const connection = azurite.settings('')[ENVIRONMENT.flowLogConnection] as string;
    const service = BlobServiceClient.fromConnectionString(connection);
    const client = service.getContainerClient(VNET_CONTAINER).getBlockBlobClient('new');
    await expect(client.upload('x', 1)).rejects.toMatchObject({ statusCode: 403 });
  });
});

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
