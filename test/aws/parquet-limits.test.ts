import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { normalize } from '../../aws/normalize';
import { InputErrorCode } from '../../flows/input/input-error';
import { TextBudget } from '../../flows/parquet/read/limits';
import { PYARROW_FILES } from '../flows/parquet/pyarrow-files';
import { sql } from '../support/duckdb';
import { chunks, temporaryDirectory } from '../support/normalized';

async function summaryOf(bytes: Uint8Array, maxBytes?: number) {
  const options = maxBytes === undefined ? {} : { maxBytes };
  const { summary } = await normalize(
    { source: 'a.parquet', bytes: chunks(bytes) },
    temporaryDirectory(),
    options,
  );
  return summary;
}

async function duckdbFile(query: string, options = ''): Promise<Buffer> {
  const path = join(temporaryDirectory(), 'file.parquet');
  await sql(`copy (${query}) to '${path}' (format parquet${options})`);
  return readFileSync(path);
}

describe('a file without rows', () => {
  test.each(Object.entries({ noGroups: 0, emptyGroup: 0, betweenEmptyGroups: 2 }))(
    'of pyarrow is read: %s',
    async (name, records) => {
      const bytes = Buffer.from(PYARROW_FILES[name as keyof typeof PYARROW_FILES], 'base64');
      expect(await summaryOf(bytes)).toMatchObject({ records, rows: records, rejects: 0 });
    },
  );

  test('of DuckDB is read', async () => {
    const bytes = await duckdbFile("select '192.0.2.1' as srcaddr, 1 as bytes where false");
    expect(await summaryOf(bytes)).toMatchObject({ records: 0, rows: 0, rejects: 0 });
  });

  test('of hyparquet-writer is read', async () => {
    const columnData = [{ name: 'srcaddr', data: [], type: 'STRING' as const }];
    expect(await summaryOf(new Uint8Array(parquetWriteBuffer({ columnData })))).toMatchObject({ records: 0 });
  });
});

describe('a small file with much work', () => {
  const constants = "select '192.0.2.1' as srcaddr, '-' as dstaddr, 1 as bytes";

  test('is rejected if the rows that it states have too much text', () => {
    const budget = new TextBudget(3_400, Number.POSITIVE_INFINITY);
    expect(() => budget.checkRows(1_000_000, 14)).not.toThrow();
    expect(() => budget.checkRows(10_000_000, 14)).toThrow(
      expect.objectContaining({
        code: InputErrorCode.TOO_LARGE,
        message:
          'the Parquet file of 3400 bytes contains 10000000 rows of 14 columns, at least 280000000 bytes as text. The ' +
          'limit is 137726528 bytes: 134217728, and 1032 for each stored byte. Split the file into files with fewer rows.',
      }),
    );
  });

  test('is rejected if many rows refer to one long text', async () => {
    const bytes = await duckdbFile(
      "select '192.0.2.1' as srcaddr, repeat('x', 60000) as instance_id from range(10000)",
    );
    expect(bytes.length).toBeLessThan(100_000);
    await expect(summaryOf(bytes)).rejects.toMatchObject({
      code: InputErrorCode.TOO_LARGE,
      message: expect.stringContaining('bytes as text. The limit is'),
    });
  });

  test('is rejected if its text exceeds the limit of the user', async () => {
    const bytes = await duckdbFile(`${constants} from range(10000)`);
    await expect(summaryOf(bytes, 100_000)).rejects.toMatchObject({
      code: InputErrorCode.TOO_LARGE,
      message:
        'the rows of the Parquet file have more than 100000 bytes as text. Raise the limit or split the object.',
    });
    expect(await summaryOf(bytes, 160_000)).toMatchObject({ rows: 10_000 });
  });

  test('is rejected if it has more columns than a flow log can have', async () => {
    const columnData = Array.from({ length: 1001 }, (_, index) => ({
      name: `c${index}`,
      data: [1],
      type: 'INT32' as const,
    }));
    await expect(summaryOf(new Uint8Array(parquetWriteBuffer({ columnData })))).rejects.toMatchObject({
      code: InputErrorCode.TOO_LARGE,
      message:
        'the Parquet file has 1001 columns, more than 1000. No flow log has as many. Write the file again with the ' +
        'columns of the flow log.',
    });
  });

  test('is read with many columns', async () => {
    const columnData = Array.from({ length: 999 }, (_, index) => ({
      name: `c${index}`,
      data: [1],
      type: 'INT32' as const,
    }));
    const bytes = parquetWriteBuffer({
      columnData: [{ name: 'srcaddr', data: ['192.0.2.1'] }, ...columnData],
    });
    expect(await summaryOf(new Uint8Array(bytes))).toMatchObject({ records: 1, rows: 1 });
  });

  test('is rejected if its footer is a list of millions of empty structures', async () => {
    const footer = Buffer.alloc(4 * 1024 ** 2);
    // field 4, list of structures, with a size in groups of seven bits
    Buffer.from([0x49, 0xfc, 0x80, 0x80, 0x80, 0x01]).copy(footer);
    const tail = Buffer.from('\0\0\0\0PAR1', 'latin1');
    tail.writeUInt32LE(footer.length, 0);
    await expect(summaryOf(Buffer.concat([Buffer.from('PAR1'), footer, tail]))).rejects.toMatchObject({
      code: InputErrorCode.TOO_LARGE,
      message: expect.stringContaining('a footer of 2097153 values, more than 1048576'),
    });
  });
});
