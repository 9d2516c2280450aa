import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FLOW_COLUMNS } from '../../flows/columns';
import { readLines } from '../support/normalized';
import { anyFile } from './arbitrary-records';
import { fileOf, record, SAMPLE } from './sample-records';

/** Derived columns. */
const DERIVED = [
  'cloud',
  'log_type',
  'account_id',
  'source',
  'source_row',
  'ip_version',
  'initiator',
  'encryption',
];

test('records of any format are read back unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, fc.integer({ min: 1, max: 500 }), async ({ fields, records }, chunkSize) => {
      const header = fields.map(({ name }) => name).join(' ');
      const lines = records.map((tokens) => tokens.map(({ text }) => text).join(' '));
      const { rows, rejects, unknownFields } = await readLines([header, ...lines].join('\n'), { chunkSize });
      expect(rejects).toEqual([]);
      expect(unknownFields).toEqual([]);
      const written = records.map((tokens) =>
        Object.fromEntries(fields.map(({ column }, index) => [column, tokens[index]?.value])),
      );
      const read = rows.map((row) => ({ ...row }));
      expect(read).toMatchObject(written);
      const others = FLOW_COLUMNS.map(({ name }) => name).filter(
        (name) => !DERIVED.includes(name) && fields.every(({ column }) => column !== name),
      );
      for (const row of rows) for (const name of others) expect(row).toHaveProperty(name, null);
    }),
  );
});

/** A line with some bytes replaced, removed or repeated. */
const mangledLine = fc
  .tuple(fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.uint8Array({ maxLength: 4 })), { maxLength: 5 }))
  .map(([changes]) => {
    let line = Buffer.from(record());
    for (const [at, length, bytes] of changes) {
      const start = at % (line.length + 1);
      line = Buffer.concat([line.subarray(0, start), bytes, line.subarray(start + length)]);
    }
    return line;
  });

const anyLine = fc
  .oneof(
    mangledLine,
    fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
  )
  .map((line) => Buffer.from(line.filter((byte) => byte !== 0x0a)));

test('every line becomes one row or one reject', async () => {
  const header = Object.keys(SAMPLE).join(' ');
  await fc.assert(
    fc.asyncProperty(fc.array(anyLine), async (lines) => {
      const file = Buffer.concat([
        Buffer.from(header),
        ...lines.flatMap((line) => [Buffer.from('\n'), line]),
      ]);
      const { rows, rejects } = await readLines(file);
      const expected = lines.flatMap((line, index) =>
        /^[ \t]*\r?$/.test(line.toString('latin1')) ? [] : [BigInt(index + 2)],
      );
      const found = [
        ...rows.map((row) => row.source_row ?? 0n),
        ...rejects.map(({ sourceRow }) => sourceRow),
      ];
      expect(found.sort((a, b) => Number(a - b))).toEqual(expected);
    }),
  );
});

test('a truncated file gives the rows before the end, and at most one reject', async () => {
  const file = fileOf({}, { bytes: '1' }, { action: 'REJECT' });
  const whole = await readLines(file);
  const header = file.indexOf('\n');
  for (let length = header; length < file.length; length++) {
    const { rows, rejects } = await readLines(file.slice(0, length));
    const complete = file.slice(header + 1, length).split('\n').length - 1;
    expect(rows.slice(0, complete)).toEqual(whole.rows.slice(0, complete));
    expect(rows.length + rejects.length - complete).toBeLessThanOrEqual(1);
  }
});
