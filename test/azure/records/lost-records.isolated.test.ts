import { beforeEach, describe, expect, test, vi } from 'vitest';
import { normalizeBlob } from '../../../azure/normalize';
import type { BlobRecord } from '../../../azure/records/blob-record';
import { RecordSplitter } from '../../../azure/records/record-splitter';
import type { FlowRecord, TupleGroup } from '../../../azure/records/record-types';
import { RecordWriter } from '../../../azure/records/record-writer';
import { referenceNormalizeBlob } from '../../../azure/reference-normalize';
import type { Kernel } from '../../../flows/kernel/kernel';
import { LostRecordsError } from '../../../flows/lost-records-error';
import { chunks, temporaryDirectory } from '../../support/normalized';
import { filesBelow } from '../../support/table-files';
import { blobOf, vnetRecord } from './read-blob';

/** Defects of the readers, which each test sets. */
interface Defects {
  record?: (record: FlowRecord) => FlowRecord;
  kernel?: (run: Kernel['run']) => Partial<Kernel['run']>;
}
const defects = vi.hoisted((): Defects => ({}));

vi.mock('../../../azure/records/vnet-record', async (original) => {
  const { readVnetRecord } = await original<typeof import('../../../azure/records/vnet-record')>();
  return {
    readVnetRecord(value: Record<string, unknown>) {
      const record = readVnetRecord(value);
      return 'groups' in record && defects.record ? defects.record(record) : record;
    },
  };
});

vi.mock('../../../flows/kernel/kernel', async (original) => {
  const own = await original<typeof import('../../../flows/kernel/kernel')>();
  return {
    ...own,
    async withKernel(use: (kernel: Kernel) => Promise<unknown>) {
      const kernel = new own.Kernel();
      const run = { ...kernel.run, ...defects.kernel?.(kernel.run) };
      return use(Object.create(kernel, { run: { value: run } }));
    },
  };
});

beforeEach(() => {
  defects.record = undefined;
  defects.kernel = undefined;
  return () => void vi.restoreAllMocks();
});

const tuples = (from: number) =>
  [0, 1, 2].map((n) => `17430762${350_00 + from + n},10.11.1.4,23.208.236.42,52668,80,6,O,E,NX,5,516,3,1019`);
const usual = [vnetRecord(tuples(10)), vnetRecord(tuples(20)), vnetRecord(tuples(30))];
/** The reference reader reads records with an unknown key. */
const unusual = usual.map((record) => ({ ...record, unknown: 1 }));

/** The number of lost records; 0 if the files are written. */
async function lostOf(records: readonly object[], normalize = normalizeBlob): Promise<number> {
  const directory = temporaryDirectory();
  try {
    await normalize({ source: 'PT1H.json', bytes: chunks(blobOf(...records)) }, directory);
    expect(filesBelow(directory)).toHaveLength(1);
    return 0;
  } catch (error) {
    expect(error).toBeInstanceOf(LostRecordsError);
    expect(filesBelow(directory)).toEqual([]);
    return (error as LostRecordsError).lost;
  }
}

test('without a defect nothing is lost', async () => {
  for (const records of [usual, unusual]) {
    expect(await lostOf(records)).toBe(0);
    expect(await lostOf(records, referenceNormalizeBlob)).toBe(0);
  }
});

const WITHOUT_LAST: Record<string, (record: FlowRecord) => FlowRecord> = {
  'the last tuple of each group': (record) => ({
    ...record,
    groups: record.groups.map((group) => ({ ...group, tuples: (group as TupleGroup).tuples.slice(0, -1) })),
  }),
  'the groups': (record) => ({ ...record, groups: [] }),
};

describe('nothing is written if a reader of records loses', () => {
  test.each(Object.entries(WITHOUT_LAST))('%s', async (_, change) => {
    defects.record = change;
    expect(await lostOf(unusual, referenceNormalizeBlob)).toBeGreaterThanOrEqual(3);
    expect(await lostOf(unusual)).toBeGreaterThanOrEqual(3);
  });
});

describe('nothing is written if the splitter loses', () => {
  test.each([
    ['a record', 1],
    ['the last record', 2],
  ])('%s', async (_, lost) => {
    let number = 0;
    for (const method of ['push', 'pushOne'] as const) {
      const own = RecordSplitter.prototype[method] as (bytes: Buffer) => Generator<BlobRecord, number>;
      vi.spyOn(RecordSplitter.prototype, method).mockImplementation(function* (
        this: RecordSplitter,
        bytes: Uint8Array,
      ) {
        const found = own.call(this, bytes as Buffer);
        for (let next = found.next(); ; next = found.next()) {
          if (next.done) return next.value;
          if (number++ !== lost) yield next.value;
        }
      } as never);
    }
    expect(await lostOf(unusual, referenceNormalizeBlob)).toBe(1);
    number = 0;
    expect(await lostOf(unusual)).toBe(1);
  });
});

describe('nothing is written if the writer of records loses', () => {
  test('a reject', async () => {
    vi.spyOn(RecordWriter.prototype, 'reject').mockReturnValue();
    const bad = vnetRecord(['x', ...tuples(1)]);
    expect(await lostOf([bad], referenceNormalizeBlob)).toBe(1);
    expect(await lostOf([bad])).toBe(1);
    expect(await lostOf([...usual, { category: 'x' }])).toBe(1);
  });

  test('duplicates', async () => {
    vi.spyOn(RecordWriter.prototype, 'duplicate').mockReturnValue();
    expect(await lostOf([...usual, ...usual])).toBe(9);
    expect(await lostOf([...unusual, ...unusual], referenceNormalizeBlob)).toBe(9);
  });
});

const KERNEL_DEFECTS: Record<string, (run: Kernel['run']) => Partial<Kernel['run']>> = {
  'a record that it has read': (run) => {
    let number = 0;
    return { keepRecord: (...record) => (number++ === 1 ? 1 : run.keepRecord(...record)) };
  },
  'a row group': () => ({ groupRows: () => 0 }),
  'a tuple of each record': (run) => ({
    // the record is read again without its first tuple, as if the walk over the tuples had passed it
    recordTuples: () => run.recordTuples() + 1,
  }),
};

describe('nothing is written if the kernel loses', () => {
  test.each(Object.entries(KERNEL_DEFECTS))('%s', async (_, kernel) => {
    defects.kernel = kernel;
    expect(await lostOf(usual)).toBeGreaterThanOrEqual(3);
  });
});

test('the kernel counts tuples in the text and not in its rows', async () => {
  const counts: [tuples: number, rows: number][] = [];
  defects.kernel = (run) => ({
    recordRows: () => {
      counts.push([run.recordTuples(), run.recordRows()]);
      return run.recordRows() - 1;
    },
  });
  // a duplicate whose rows were counted wrongly
  expect(await lostOf([...usual, ...usual])).toBe(3);
  expect(counts).toEqual(Array(6).fill([3, 3]));
});
