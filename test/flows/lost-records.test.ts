import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FLOW_COLUMNS } from '../../flows/columns';
import { LostRecordsError } from '../../flows/lost-records-error';
import { writeOutputs } from '../../flows/normalize-source';
import { RejectCode } from '../../flows/rejects';
import type { FlowSink } from '../../flows/table-writer';

const ROW = FLOW_COLUMNS.map(({ name }) => (name === 'cloud' ? 'aws' : null));
const REJECT = { sourceRow: 2n, code: RejectCode.NOT_A_RECORD, detail: '', raw: '' };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lost-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function write(read: (sink: FlowSink) => void) {
  return writeOutputs({ cloud: 'aws', source: 'x.log' }, directory, undefined, async (sink) => {
    read(sink);
    return { stored: 0, inflated: 0 };
  });
}

describe('records that a reader found', () => {
  test('are its rows, rejects and duplicates', async () => {
    const { summary } = await write((sink) => {
      sink.found(4);
      sink.row(ROW);
      sink.reject(REJECT);
      sink.duplicate(2);
    });
    expect(summary).toMatchObject({ records: 4, rows: 1, rejects: 1, duplicates: 2, lost: 0 });
  });

  test.each([
    [3, 1],
    [1, -1],
  ])('cannot be %d where there are one row and one reject', async (found, lost) => {
    const written = write((sink) => {
      sink.found(found);
      sink.row(ROW);
      sink.reject(REJECT);
    });
    await expect(written).rejects.toThrow(LostRecordsError);
    await expect(written).rejects.toMatchObject({ lost });
    await expect(written).rejects.toThrow(
      `x.log has ${found} records, but 1 rows, 1 rejects and 0 duplicates`,
    );
    const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files).toEqual([]);
  });
});
