import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { blobOrigin } from '../../../azure/records/blob-origin';
import type { BlobProgress } from '../../../azure/records/blob-progress';
import { BlobReader } from '../../../azure/records/blob-reader';
import { readKernelBlob } from '../../../azure/records/kernel-blob';
import { type ColumnName, FLOW_COLUMNS, type FlowRow } from '../../../flows/columns';
import { withKernel } from '../../../flows/kernel/kernel';
import { KernelTable } from '../../../flows/kernel/kernel-table';
import { Compression, codecOf } from '../../../flows/kernel/parquet/codec';
import { TextWindow } from '../../../flows/kernel/text-window';
import { Summary } from '../../../flows/summary';
import { Collected, chunks, temporaryDirectory } from '../../support/normalized';
import { parquetRows } from '../../support/table-files';
import { expectNothingLost } from './read-blob';

/** Settings of the kernel for a blob. */
export interface ReadSettings {
  readonly chunkSize?: number;
  readonly groupRows?: number;
  readonly path?: string;
  readonly deltas?: boolean;
}

/** The content of a blob, and the progress after it. */
export interface Found {
  readonly sink: Collected;
  readonly summary: Summary;
  readonly progress: BlobProgress;
}

const START: BlobProgress = { tuples: 0n, records: [] };

/** Reads bytes with the kernel, and reads the rows from the files again. */
export function readByKernel(bytes: Buffer, settings: ReadSettings = {}, progress = START): Promise<Found> {
  const { chunkSize, groupRows, path = 'PT1H.json', deltas = true } = settings;
  return withKernel(async (kernel) => {
    const origin = blobOrigin(path);
    const sink = new Collected();
    const summary = new Summary();
    const directory = temporaryDirectory();
    const table = new KernelTable(kernel, directory, origin, summary, {
      codec: codecOf(Compression.SNAPPY),
      deltas,
    });
    const window = new TextWindow(kernel, chunks(bytes, chunkSize), Number.POSITIVE_INFINITY);
    const after = await readKernelBlob({ kernel, window, table, rest: sink, origin, progress, groupRows });
    for (const file of table.finish()) {
      const rows = await parquetRows(file.path);
      expect(rows.length).toBe(file.rows);
      sink.rows.push(...rows.map(rowOf));
    }
    sink.rows.sort((a, b) => Number((a.source_row as bigint) - (b.source_row as bigint)));
    return { sink, summary, progress: after };
  });
}

/** Reads bytes with the reference reader. */
export function readByReference(
  bytes: Buffer,
  { path = 'PT1H.json' }: ReadSettings = {},
  progress = START,
): Found {
  const sink = new Collected();
  const reader = new BlobReader(blobOrigin(path), sink, { progress });
  reader.push(bytes);
  reader.end();
  expectNothingLost(sink);
  const summary = new Summary();
  for (const row of sink.rows) summary.addRow(FLOW_COLUMNS.map(({ name }) => row[name as ColumnName]));
  return { sink, summary, progress: reader.progress };
}

/**
 * Reads bytes with both readers, and expects equal results. Returns the number of records that the kernel has read
 * itself.
 */
export async function expectSame(
  bytes: Buffer,
  settings?: ReadSettings,
  progress?: BlobProgress,
): Promise<number> {
  const take = vi.spyOn(BlobReader.prototype, 'take');
  try {
    const found = await readByKernel(bytes, settings, progress);
    expect(found).toEqual(readByReference(bytes, settings, progress));
    return take.mock.results.filter(({ value }) => value === true).length;
  } finally {
    take.mockRestore();
  }
}

function rowOf(values: Record<string, unknown>): FlowRow {
  const row = FLOW_COLUMNS.map(({ name }) => {
    const value = values[name] ?? null;
    return [name, value instanceof Date ? BigInt(value.getTime()) : value];
  });
  return Object.fromEntries(row);
}

/** Position of a column in a row. */
export const PATH = join(
  'insights-logs-flowlogflowevent/flowLogResourceID=',
  'C088DC46-D692-42AD-A4B6-9A542D28AD2A_NETWORKWATCHERRG/NETWORKWATCHER_WESTUS_LABS',
  'y=2026/m=11/d=22/h=00/m=00/macAddress=000D3A359573/PT1H.json',
);
