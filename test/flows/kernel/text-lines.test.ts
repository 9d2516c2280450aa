import { describe, expect, test } from 'vitest';
import { normalize } from '../../../aws/normalize';
import { MAX_LINE_BYTES, TEXT_BYTES } from '../../../flows/kernel/shared/sizes';
import { fileOf, record } from '../../aws/sample-records';
import { chunks, temporaryDirectory } from '../../support/normalized';
import { parquetRows } from '../../support/table-files';

const START = fileOf({});

/** The positions and columns of rows and rejects. */
async function rowsOf(text: string) {
  const { outputs } = await normalize({ source: 'x.log', bytes: chunks(text) }, temporaryDirectory());
  const all = await Promise.all(outputs.map(({ path }) => parquetRows(path)));
  return all.flat().sort((a, b) => Number((a.source_row as bigint) - (b.source_row as bigint)));
}

describe('a line that is too long', () => {
  // the text is read in windows, and a newline can be the first or the last byte of a window
  test.each([-2, -1, 0, 1, 2])('ends %i bytes after the end of a window', async (distance) => {
    for (const windows of [1, 2]) {
      const length = windows * TEXT_BYTES + distance - START.length;
      const rows = await rowsOf(`${START}${'x'.repeat(length)}\n${record({ bytes: '7' })}\n`);
      expect(rows).toMatchObject([
        { source_row: 2n, bytes_out: 840n },
        {
          source_row: 3n,
          code: 'line-too-long',
          detail: `${length} bytes in one line`,
          raw: 'x'.repeat(MAX_LINE_BYTES),
        },
        { source_row: 4n, bytes_out: 7n },
      ]);
    }
  });

  test.each([-1, 0, 1])('ends %i bytes after the end of a window, before another one', async (distance) => {
    const length = TEXT_BYTES + distance - START.length;
    const rows = await rowsOf(`${START}${'x'.repeat(length)}\n${'y'.repeat(2 * TEXT_BYTES)}\n${record()}\n`);
    expect(rows).toMatchObject([
      { source_row: 2n },
      { source_row: 3n, detail: `${length} bytes in one line` },
      { source_row: 4n, detail: `${2 * TEXT_BYTES} bytes in one line` },
      { source_row: 5n, bytes_out: 840n },
    ]);
  });

  test('ends the text', async () => {
    for (const ending of ['', '\n']) {
      const rows = await rowsOf(`${START}${'x'.repeat(MAX_LINE_BYTES + 1)}${ending}`);
      expect(rows).toMatchObject([{}, { source_row: 3n, detail: `${MAX_LINE_BYTES + 1} bytes in one line` }]);
    }
  });

  test('has more than the largest number of bytes', async () => {
    const rows = await rowsOf(`${START}${'x'.repeat(MAX_LINE_BYTES)}\n`);
    expect(rows).toMatchObject([{}, { source_row: 3n, code: 'too-few-fields' }]);
  });
});

/** A notation that the kernel leaves to the reference reader, which appends the row to those of the kernel. */
const APPENDED = '1:2:3:4:5:6:192.0.2.1';

describe('a row that the reference reader appends', () => {
  test.each([
    ['0', 'none'],
    ['3', 'nitro+application'],
    ['-', null],
  ])('has the encryption of status %s', async (status, encryption) => {
    const rows = await rowsOf(
      fileOf({ 'encryption-status': status }, { srcaddr: APPENDED, 'encryption-status': status }),
    );
    const expected = { encryption, encryption_status: status === '-' ? null : Number(status) };
    expect(rows).toMatchObject([expected, { ...expected, src_addr: APPENDED }]);
  });

  test.each([
    ['123456789010', '123456789010'],
    ['unknown', null],
    ['-', null],
  ])('has the account of the owner %s', async (owner, account) => {
    const rows = await rowsOf(fileOf({}, { srcaddr: APPENDED, 'account-id': owner }));
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({ owner_account_id: owner === '-' ? null : owner, account_id: account });
  });

  test('has all values of the other columns', async () => {
    const [kernel, appended] = await rowsOf(fileOf({}, { srcaddr: APPENDED }));
    expect(appended).toEqual({ ...kernel, source_row: 3n, src_addr: APPENDED, ip_version: 6 });
  });
});
