import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { csvValues } from '../../../flows/input/csv-line';
import { readForm } from '../../support/normalized';
import { expectSame } from '../both-readers';
import { NO_TRAFFIC, SAMPLE } from '../sample-records';

type Fields = Readonly<Record<string, string>>;

const NAMES = Object.keys(SAMPLE);
const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

function text(rows: readonly Fields[], delimiter = ',', header: readonly string[] = NAMES): string {
  const lines = rows.map((row) => NAMES.map((name) => row[name] ?? '').join(delimiter));
  return `${[header.join(delimiter), ...lines].join('\n')}\n`;
}

const ROW = {
  log_type: 'vpc',
  owner_account_id: '123456789010',
  src_addr: '192.0.2.10',
  dst_port: 443,
  bytes_out: 840n,
  start_time: 1_795_341_600_000n,
  action: 'accept',
  source_row: 2n,
};

describe('delimited text', () => {
  test.each([
    ['commas', ',', NAMES],
    ['tabs', '\t', NAMES],
    ['semicolons', ';', NAMES],
    ['bars', '|', NAMES],
    ['underscores', ',', NAMES.map((name) => name.replaceAll('-', '_'))],
    ['capitals', ',', NAMES.map((name) => name.toUpperCase())],
    ['quoted names', ',', NAMES.map((name) => quoted(name.replaceAll('-', '_')))],
    [
      'the names of the first Athena table of the documentation',
      ',',
      [
        'version',
        'account',
        'interfaceid',
        'sourceaddress',
        'destinationaddress',
        'sourceport',
        'destinationport',
      ].concat(['protocol', 'numpackets', 'numbytes', 'starttime', 'endtime', 'action', 'logstatus']),
    ],
  ])('has a header with %s', async (_, delimiter, header) => {
    const { rows, rejects } = await readForm(text([SAMPLE, SAMPLE], delimiter, header));
    expect(rejects).toEqual([]);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject(ROW);
  });

  test('has values in quotes, and empty values, which are null', async () => {
    const row = { ...SAMPLE, ...Object.fromEntries(Object.keys(NO_TRAFFIC).map((name) => [name, ''])) };
    const all = Object.fromEntries(Object.entries(SAMPLE).map(([name, value]) => [name, quoted(value)]));
    const { rows } = await readForm(text([all, { ...row, 'log-status': 'NODATA' }]));
    expect(rows[0]).toMatchObject(ROW);
    expect(rows[1]).toMatchObject({ src_addr: null, dst_port: null, bytes_out: null, status: 'nodata' });
  });

  test.each([
    ['2026-11-22T10:00:00Z', 1_795_341_600_000n],
    ['2026-11-22 10:00:00.000', 1_795_341_600_000n],
    ['2026-11-22 10:00:00.250 UTC', 1_795_341_600_250n],
    ['2026-11-22T12:00:00+02:00', 1_795_341_600_000n],
    ['1795341600', 1_795_341_600_000n],
    ['1795341600.0', 1_795_341_600_000n],
    ['1795341600250', 1_795_341_600_250n],
  ])('has the time %s', async (start, millis) => {
    const { rows } = await readForm(text([{ ...SAMPLE, start }]));
    expect(rows[0]?.start_time).toBe(millis);
  });

  test('has account ids without leading zeros, and exact counters', async () => {
    const row = { ...SAMPLE, 'account-id': '123456789', bytes: '9007199254740993' };
    const { rows } = await readForm(text([row]));
    expect(rows[0]).toMatchObject({ owner_account_id: '000123456789', bytes_out: 9_007_199_254_740_993n });
  });

  test('keeps columns that are no fields', async () => {
    const header = `${NAMES.join(',')},day`;
    const { rows, unknownFields } = await readForm(
      `${header}\n${Object.values(SAMPLE).join(',')},2026-11-22\n`,
    );
    expect(rows[0]?.extra).toBe('{"day":"2026-11-22"}');
    expect(unknownFields).toEqual(['day']);
  });

  test('rejects a record that cannot be read, and reads its neighbours', async () => {
    const good = Object.values(SAMPLE).join(',');
    const lines = [
      NAMES.join(','),
      good,
      '"open,1',
      'a,b',
      '',
      good.replace('443', '"443"x'),
      NAMES.join(','),
      good,
    ];
    const { rows, rejects, records } = await readForm(lines.join('\r\n'));
    expect(rows.map(({ source_row }) => source_row)).toEqual([2n, 8n]);
    expect(rejects.map(({ sourceRow, code, raw }) => [sourceRow, code, raw])).toEqual([
      [3n, 'not-a-record', '"open,1'],
      [4n, 'too-few-fields', 'a,b'],
      [6n, 'not-a-record', good.replace('443', '"443"x')],
    ]);
    expect(records).toBe(5);
  });

  test('is an error if its header differs from the declared format', async () => {
    const read = (format: LogFormat) => readForm(text([SAMPLE]), { format });
    expect((await read(LogFormat.AWS_DEFAULT)).rows).toHaveLength(1);
    const other = LogFormat.custom('${srcaddr} ${dstaddr}');
    await expect(read(other)).rejects.toThrow('line 1 is a header that differs from the declared format');
  });

  test.each([
    ['a sentence', 'Start, end and action of the play\n'],
    ['a CSV of something else', 'name,size,action\na,1,b\n'],
    ['a JSON array', '["srcaddr","dstaddr","srcport"]\n'],
  ])('is not %s', async (_, bytes) => {
    await expect(readForm(bytes)).rejects.toThrow();
  });

  test('is read by the kernel as by the reference reader', async () => {
    const value = fc.oneof(
      ...Object.values(SAMPLE).map((each) => fc.constant(each)),
      fc.constantFrom(
        '',
        '-',
        'null',
        '"',
        '""',
        'a b',
        '"a,b"',
        '1.0',
        '2026-11-22 10:00:00',
        '\u0000',
        'é',
      ),
    );
    const row = fc.record(
      Object.fromEntries(
        NAMES.map((name) => [
          name,
          fc.oneof({ weight: 8, arbitrary: fc.constant(SAMPLE[name as 'end']) }, value),
        ]),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 6 }),
        fc.constantFrom(',', '\t'),
        async (rows, delimiter) => {
          await expectSame({ bytes: text(rows, delimiter), chunkSize: 17 });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the values of a line', () => {
  test('are those that were written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.stringMatching(/^[a",;\t é]*$/), fc.boolean()), { minLength: 1 }),
        fc.constantFrom(',', '\t', ';'),
        (values, delimiter) => {
          const written = values.map(([value, isQuoted]) =>
            isQuoted || value.includes('"') || value.includes(delimiter) ? quoted(value) : value,
          );
          expect(csvValues(written.join(delimiter), delimiter)).toEqual(values.map(([value]) => value));
        },
      ),
    );
  });

  test.each(['"a', 'a,"b', '"a"b', '"a""'])('%s are not valid', (line) => {
    expect(csvValues(line, ',')).toBeUndefined();
  });
});
