import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { referenceNormalize } from '../../../aws/reference-normalize';
import { FLOW_COLUMNS } from '../../../flows/columns';
import { fileOf } from '../../aws/sample-records';
import { chunks, temporaryDirectory } from '../../support/normalized';
import { statisticsOf, writtenAndRead } from './support/kernel-rows';

describe('the metadata of a file', () => {
  test('has the schema of the reference writer', async () => {
    const { metadata } = await writtenAndRead(['bytes_out'], [{ bytes_out: 1n }]);
    const { outputs } = await referenceNormalize(
      { source: 'x', bytes: chunks(fileOf({})) },
      temporaryDirectory(),
    );
    const reference = await parquetMetadataAsync(await asyncBufferFromFile(outputs[0]?.path as string));
    expect(metadata.schema).toEqual(reference.schema);
    expect(metadata.created_by).toBe(reference.created_by);
  });

  test('has the number of rows of the file and of each row group', async () => {
    const rows = Array.from({ length: 130_000 }, (_, row) => ({ bytes_out: BigInt(row) }));
    const { metadata } = await writtenAndRead(['bytes_out'], rows);
    expect(metadata.num_rows).toBe(130_000n);
    expect(metadata.row_groups.map(({ num_rows }) => num_rows)).toEqual([122_880n, 7120n]);
    for (const { columns, num_rows } of metadata.row_groups) {
      expect(columns.map(({ meta_data }) => meta_data?.path_in_schema)).toEqual(
        FLOW_COLUMNS.map(({ name }) => [name]),
      );
      for (const { meta_data } of columns) expect(meta_data?.num_values).toBe(num_rows);
    }
  });
});

describe('statistics', () => {
  test.each([
    [['b', 'a', 'c'], 'a', 'c', 0],
    [['aa', 'a', 'aaa'], 'a', 'aaa', 0],
    [['abcdefgh1', 'abcdefgh', 'abcdefgh0'], 'abcdefgh', 'abcdefgh1', 0],
    [['abcdefghijklmnopqZ', 'abcdefghijklmnopqA', null], 'abcdefghijklmnopqA', 'abcdefghijklmnopqZ', 1],
    [['é', 'z', '😀', '\uffee'], 'z', '😀', 0],
    [[null, 'x', null], 'x', 'x', 2],
    [[null, null], undefined, undefined, 2],
    [['x'.repeat(256), 'y'], 'x'.repeat(256), 'y', 0],
    [['x'.repeat(257), 'y'], undefined, undefined, 0],
  ])('are those of texts %#', async (texts, min, max, nulls) => {
    const { metadata } = await writtenAndRead(
      ['interface_id'],
      texts.map((interface_id) => ({ interface_id })),
    );
    const statistics = statisticsOf(metadata, 'interface_id');
    expect([statistics?.min_value, statistics?.max_value]).toEqual([min, max]);
    expect(statistics?.null_count).toBe(BigInt(nulls));
  });

  test.each([
    [[3n, 1n, 2n], 1n, 3n, 0],
    [[0n, null, 2n ** 63n - 1n], 0n, 2n ** 63n - 1n, 1],
    [[null], undefined, undefined, 1],
  ])('are those of numbers %#', async (numbers, min, max, nulls) => {
    for (const deltas of [true, false]) {
      const rows = numbers.map((bytes_out) => ({ bytes_out }));
      const { metadata } = await writtenAndRead(['bytes_out'], rows, deltas);
      const statistics = statisticsOf(metadata, 'bytes_out');
      expect([statistics?.min_value, statistics?.max_value]).toEqual([min, max]);
      expect(statistics?.null_count).toBe(BigInt(nulls));
    }
  });

  test('are those of times and codes', async () => {
    const rows = [1_795_341_600_000n, null, 1_795_341_600_001n].map((logged_time, row) => ({
      logged_time,
      version: 7 - row,
    }));
    const { metadata } = await writtenAndRead(['logged_time', 'version'], rows);
    expect(statisticsOf(metadata, 'logged_time')).toMatchObject({ null_count: 1n });
    expect(statisticsOf(metadata, 'logged_time')?.min_value).toEqual(new Date(1_795_341_600_000));
    expect(statisticsOf(metadata, 'logged_time')?.max_value).toEqual(new Date(1_795_341_600_001));
    expect(statisticsOf(metadata, 'version')).toMatchObject({ null_count: 0n, min_value: 5, max_value: 7 });
  });
});
