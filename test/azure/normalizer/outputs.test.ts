import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { newCursor } from '../../../azure/normalizer/cursor';
import { emptyFile, incrementName, translate } from '../../../azure/normalizer/outputs';
import { columnIndex } from '../../../flows/columns';
import { withoutPart } from '../../../flows/object-name';
import { sql } from '../../support/duckdb';
import { chunks, temporaryDirectory } from '../../support/normalized';
import { filesBelow, parquetRows } from '../../support/table-files';
import { vnetRecord } from '../records/read-blob';

const BLOB =
  'insights-logs-flowlogflowevent/flowLogResourceID=/C088DC46-D692-42AD-A4B6-9A542D28AD2A_NETWORKWATCHERRG/' +
  'NETWORKWATCHER_WESTUS_LABS/y=2026/m=11/d=22/h=00/m=00/macAddress=000D3A359573/PT1H.json';
const REQUEST = { blob: BLOB, name: 'PT1H-a.parquet', progress: newCursor(BLOB).progress };
const midnight = Date.parse('2026-11-22T00:00:00Z');
const tuple = (time: number, port: number) => `${time},10.0.0.4,10.1.0.5,${port},443,6,O,C,NX,2,100,1,52`;

/** Two blocks with rows of two days and one reject. */
const BLOCKS = [
  JSON.stringify(vnetRecord([tuple(midnight - 1, 1), tuple(midnight, 2), 'none'])),
  `,${JSON.stringify(vnetRecord([tuple(midnight + 1, 3)]))}`,
];

let directory: string;

beforeEach(() => {
  directory = temporaryDirectory();
  vi.stubEnv('TMPDIR', directory);
  onTestFinished(() => void vi.unstubAllEnvs());
});

describe('translate', () => {
  test('writes numbers as differences, unless old readers must read them', async () => {
    for (const compatible of [false, true]) {
      const { outputs, discard } = await translate(chunks(BLOCKS.join('')), { ...REQUEST, compatible });
      const encodings = await Promise.all(
        outputs.map(({ file }) => sql(`select distinct encodings from parquet_metadata('${file}')`)),
      );
      expect(JSON.stringify(encodings).includes('DELTA_')).toBe(!compatible);
      await discard();
    }
  });

  test('writes files of both tables, and can read the rows again', async () => {
    const { outputs, after, summary, rows, discard } = await translate(chunks(BLOCKS.join('')), REQUEST);
    const partition = 'cloud=azure/account_id=c088dc46-d692-42ad-a4b6-9a542d28ad2a/region=westus';
    expect(outputs.map(({ path }) => path)).toEqual([
      `flows/${partition}/day=2026-11-21/PT1H-a.parquet`,
      `flows/${partition}/day=2026-11-22/PT1H-a.parquet`,
      `rejects/${partition}/day=2026-11-22/PT1H-a.parquet`,
    ]);
    expect([summary.rows, summary.rejects, after.tuples]).toEqual([3, 1, 4n]);
    const ports: unknown[] = [];
    for await (const row of rows())
      ports.push([row[columnIndex('source_row')], row[columnIndex('src_port')]]);
    expect(ports).toEqual([
      [1n, 1],
      [2n, 2],
      [4n, 3],
    ]);
    await discard();
    expect(filesBelow(directory)).toEqual([]);
  });

  test('gives the same rows block by block as for the whole blob', async () => {
    const [first = '', second = ''] = BLOCKS;
    const one = await translate(chunks(first), REQUEST);
    const two = await translate(chunks(second), { ...REQUEST, progress: one.after });
    const whole = await translate(chunks(BLOCKS.join('')), REQUEST);
    expect(two.after).toEqual(whole.after);
    const rowsOf = async ({ outputs }: typeof one) =>
      (await Promise.all(outputs.map(({ file }) => parquetRows(file)))).flat();
    const byRow = (a: Record<string, unknown>, b: Record<string, unknown>) =>
      Number(a.source_row) - Number(b.source_row);
    const parts = [...(await rowsOf(one)), ...(await rowsOf(two))].sort(byRow);
    expect(parts).toEqual((await rowsOf(whole)).sort(byRow));
    expect(parts).toHaveLength(4);
  });

  test('writes the same bytes every time', async () => {
    const bytesOf = async () => {
      const { outputs } = await translate(chunks(BLOCKS.join(''), 7), REQUEST);
      return outputs.map(({ file }) => readFileSync(file));
    };
    expect(await bytesOf()).toEqual(await bytesOf());
  });

  test('leaves no files if reading fails', async () => {
    async function* broken() {
      yield Buffer.from('{');
      throw new Error('connection lost');
    }
    await expect(translate(broken(), REQUEST)).rejects.toThrow('connection lost');
    expect(filesBelow(directory)).toEqual([]);
  });
});

test('emptyFile writes a file with the columns of its table', async () => {
  for (const path of ['flows/x.parquet', 'rejects/x.parquet']) {
    expect(await parquetRows(await emptyFile(path))).toEqual([]);
  }
});

test('incrementName depends on blob, first block and generation, and has the same beginning for one blob', () => {
  const names = [incrementName(BLOB, 'a', 0), incrementName(BLOB, 'b', 0), incrementName(BLOB, 'a', 1)];
  expect(new Set(names).size).toBe(3);
  const stem = /^PT1H-[0-9a-f]{32}-/.exec(names[0] as string)?.[0] ?? 'none';
  for (const name of names) expect(withoutPart(name).startsWith(stem)).toBe(true);
  expect(incrementName(`${BLOB}x`, 'a', 0).startsWith(stem)).toBe(false);
});
