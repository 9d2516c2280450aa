import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../aws/format';
import { normalize } from '../../aws/normalize';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { MAX_DOCUMENT_BYTES } from '../../flows/input/json-documents';
import { MAX_LINE_BYTES } from '../../flows/input/lines';
import { RejectCode } from '../../flows/rejects';
import { sql } from '../support/duckdb';
import { type Collected, chunks, readForm, temporaryDirectory } from '../support/normalized';
import { tableIn } from '../support/table-files';
import { record } from './sample-records';
import { envelope, LOG_GROUP, OWNER } from './written-forms';

const FORMAT = LogFormat.AWS_DEFAULT;

const read = (text: Uint8Array | string, format: LogFormat | undefined = FORMAT) =>
  readForm(text, { format });
const event = (message: unknown) => ({ id: '1', timestamp: 1, message });
const json = (...documents: unknown[]) => documents.map((document) => JSON.stringify(document)).join('');
const packed = (text: string) => ({ awslogs: { data: gzipSync(text).toString('base64') } });

/** Bytes of the rows, by position. */
function bytesOf({ rows }: Collected) {
  return rows.map((row) => [row.source_row, row.bytes_out]);
}

describe('documents', () => {
  test('of all kinds can be mixed in one object, and records are numbered across documents', async () => {
    const text = json(
      envelope([event(record({ bytes: '1' })), event(record({ bytes: '2' }))]),
      envelope([event('CWL CONTROL MESSAGE: Checking health of destination')], 'CONTROL_MESSAGE'),
      { message: `${record({ bytes: '3' })}\n${record({ bytes: '4' })}\n` },
      packed(json(envelope([event(record({ bytes: '5' }))]), envelope([], 'CONTROL_MESSAGE'))),
      { message: record({ bytes: '6' }), timestamp: 7 },
    );
    const found = await read(text);
    expect(bytesOf(found)).toEqual([1, 2, 3, 4, 5, 6].map((n) => [BigInt(n), BigInt(n)]));
    expect(found.rejects).toEqual([]);
    const logGroups = found.rows.map(({ flow_log_id }) => flow_log_id);
    expect(logGroups).toEqual([LOG_GROUP, LOG_GROUP, null, null, LOG_GROUP, null]);
    expect(found.rows.map(({ account_id }) => account_id)).toEqual([OWNER, OWNER, '123456789010', '123456789010', OWNER, '123456789010']); // biome-ignore format: one thought
  });

  test.each([1, 7, 65_536])('can be read in chunks of %i, with any compression', async (chunkSize) => {
    const first = json(envelope([event(record({ bytes: '1' }))]));
    const second = json(envelope([event(record({ bytes: '2' }))]));
    const forms = [
      Buffer.from(first + second),
      Buffer.from(`${first}\n${second}\n`),
      gzipSync(first + second),
      Buffer.concat([gzipSync(first), gzipSync(second)]),
      gzipSync(Buffer.concat([gzipSync(first), gzipSync(second)])),
    ];
    for (const bytes of forms) {
      const found = await readForm(bytes, { format: FORMAT, chunkSize });
      expect(bytesOf(found)).toEqual([
        [1n, 1n],
        [2n, 2n],
      ]);
    }
  });

  test('of several log groups and accounts keep their own origin', async () => {
    const groups = [
      { ...envelope([event(record()), event('cut off')]), logGroup: 'a', owner: '111111111111' },
      { ...envelope([event(record()), event(7)]), logGroup: 'b', owner: '222222222222' },
      { ...envelope([event(record())]), logGroup: 'b', owner: 'no account' },
    ];
    const { rows, rejects } = await read(json(...groups));
    expect(rows.map(({ flow_log_id, account_id }) => [flow_log_id, account_id])).toEqual([
      ['a', '111111111111'],
      ['b', '222222222222'],
      ['b', '123456789010'],
    ]);
    expect(rejects).toMatchObject([
      { flowLogId: 'a', accountId: '111111111111', sourceRow: 2n },
      { flowLogId: 'b', accountId: '222222222222', sourceRow: 4n },
    ]);
  });

  test('with a record need a declared format', async () => {
    const control = json(envelope([], 'CONTROL_MESSAGE'), envelope([]));
    expect((await readForm(control)).rows).toEqual([]);
    for (const text of [
      json({ message: record() }),
      json(envelope([event(record())])),
      json({ message: 7 }),
    ]) {
      const reading = readForm(control + text);
      await expect(reading).rejects.toMatchObject({ code: InputErrorCode.NO_FORMAT });
      await expect(reading).rejects.toThrow(/no format is declared/);
    }
  });
});

describe('an entry without a record', () => {
  const notRecords: [string, unknown][] = [
    ['a log event without a message', envelope([{ id: '1' }])],
    ['a log event whose message is a number', envelope([event(7)])],
    ['a log event whose message is null', envelope([event(null)])],
    ['a log event whose message is empty', envelope([event('')])],
    ['a log event whose message is blank', envelope([event(' \n')])],
    ['a log event that is null', envelope([null])],
    ['a log event that is a list', envelope([[]])],
    ['a message that is a number', { message: 7 }],
    ['a message that is a list', { message: [record()] }],
    ['a message that is empty', { message: '' }],
    ['a message that is blank', { message: '\n\n' }],
  ];

  test.each(notRecords)('becomes a reject, and other records are read: %s', async (_, document) => {
    const { rows, rejects } = await read(json({ message: record() }, document, { message: record() }));
    expect(rows.map((row) => row.source_row)).toEqual([1n, 3n]);
    expect(rejects).toMatchObject([{ sourceRow: 2n, code: RejectCode.NOT_A_RECORD }]);
  });

  const bad: [string, string, RejectCode, string][] = [
    ['a NUL', record({ action: 'A\0' }), RejectCode.CONTROL_CHARACTER, 'A\0'],
    ['an unpaired surrogate', record({ action: 'A\ud800' }), RejectCode.NOT_UTF8, 'A\\ud800'],
    ['too many fields', `${record()} more`, RejectCode.TOO_MANY_FIELDS, 'more'],
    ['a line too long', 'x'.repeat(MAX_LINE_BYTES + 1), RejectCode.LINE_TOO_LONG, 'xxx'],
    [
      'a line too long with an unpaired surrogate',
      '\ud800'.repeat(MAX_LINE_BYTES),
      RejectCode.LINE_TOO_LONG,
      '\\ud800',
    ],
  ];

  test.each(bad)('is rejected like a line of text: %s', async (_, message, code, raw) => {
    for (const document of [{ message }, envelope([event(message)])]) {
      const { rows, rejects } = await read(json({ message: record() }, document, { message: record() }));
      expect(rows).toHaveLength(2);
      expect(rejects).toMatchObject([{ sourceRow: 2n, code, raw: expect.stringContaining(raw) }]);
    }
  });

  test('is in the table of rejects, with its log group', async () => {
    const directory = temporaryDirectory();
    const bytes = gzipSync(json(envelope([event(record()), { id: 'x' }])));
    const { summary } = await normalize({ source: 'one.json.gz', bytes: chunks(bytes) }, directory, {
      format: FORMAT,
    });
    expect(summary).toMatchObject({ records: 2, rows: 1, rejects: 1 });
    const columns = 'account_id, flow_log_id, source, source_row';
    expect(await sql(`select ${columns}, code, raw from ${tableIn(directory, 'rejects')}`)).toEqual([
      {
        account_id: OWNER,
        flow_log_id: LOG_GROUP,
        source: 'one.json.gz',
        source_row: 2n,
        code: 'not-a-record',
        raw: '{"id":"x"}',
      },
    ]);
    expect(await sql(`select ${columns} from ${tableIn(directory, 'flows')}`)).toMatchObject([
      { account_id: OWNER, flow_log_id: LOG_GROUP, source_row: 1n },
    ]);
  });
});

describe('a document of an unknown kind', () => {
  test.each([
    ['is empty', {}],
    ['is of another service', { eventVersion: '1.08', eventSource: 's3.amazonaws.com' }],
    ['is of an unknown type', envelope([], 'OTHER_MESSAGE')],
    ['has no log events', { ...envelope([]), logEvents: undefined }],
    ['has log events that are not a list', { ...envelope([]), logEvents: { message: record() } }],
    ['has a log group that is not text', { ...envelope([]), logGroup: 7 }],
    ['has a log group with a name that is too long', { ...envelope([]), logGroup: 'x'.repeat(513) }],
    ['inherits its message', JSON.parse('{"__proto__":{"message":"x"}}')],
    ['has no compressed data', { awslogs: {} }],
    ['has a nested compressed document', packed(json(packed(json({ message: record() }))))],
  ])('is a reject, and other documents are read: it %s', async (_, document) => {
    const { rows, rejects } = await read(json({ message: record() }, document, { message: record() }));
    expect(rows.map((row) => row.source_row)).toEqual([1n, 3n]);
    expect(rejects).toMatchObject([
      {
        sourceRow: 2n,
        code: RejectCode.NOT_A_RECORD,
        detail: 'the document is neither a batch of CloudWatch Logs nor a record of Firehose',
      },
    ]);
  });
});

describe('a compressed document that is damaged', () => {
  test.each([
    ['has data that is not compressed', { awslogs: { data: 'aGVsbG8=' } }],
    ['has a truncated document', packed('{"message":')],
  ])('fails the object: it %s', async (_, document) => {
    const reading = read(json({ message: record() }, document));
    await expect(reading).rejects.toMatchObject({ name: 'InputError', code: InputErrorCode.DAMAGED });
    await expect(reading).rejects.toThrow(/at byte \d+\b/);
  });
});

describe('hostile documents', () => {
  test('that decompress without end are rejected', async () => {
    const bomb = json(packed(`{"message":"${'x'.repeat(MAX_DOCUMENT_BYTES)}"}`));
    await expect(read(bomb)).rejects.toMatchObject({ code: InputErrorCode.TOO_LARGE });
  });

  test('that decompress to more than the limit together are rejected', async () => {
    const document = json(packed(json({ message: record({ action: 'x'.repeat(10_000) }) })));
    const bytes = document.repeat(10);
    const limited = (maxBytes: number) => readForm(bytes, { format: FORMAT, maxBytes });
    await expect(limited(60_000)).rejects.toMatchObject({ code: InputErrorCode.TOO_LARGE });
    expect((await limited(200_000)).rejects).toHaveLength(10);
  });

  const SMALL = json(
    envelope([event(record({ action: 'ä' })), event(record())]),
    { message: `${record()}\n${record()}` },
    packed(json({ message: record() })),
  );

  test('truncated at any byte end in an error or in the records before', async () => {
    const bytes = Buffer.from(SMALL);
    const complete = new Map([
      [0, 0],
      [Buffer.byteLength(JSON.stringify(envelope([event(record({ action: 'ä' })), event(record())]))), 2],
      [bytes.length, 5],
    ]);
    for (let length = 0; length <= bytes.length; length += 1) {
      const found = await read(bytes.subarray(0, length)).catch((error: unknown) => error);
      const whole = complete.get(length);
      if (found instanceof InputError) expect(found.code).toBe(InputErrorCode.DAMAGED);
      else {
        const { rows, rejects } = found as Collected;
        expect(rows.length + rejects.length).toBe(whole ?? 4);
      }
      if (whole !== undefined) expect(found).not.toBeInstanceOf(Error);
    }
  });

  test('with any byte changed end in rows, rejects or an error', async () => {
    const change = fc.tuple(fc.nat(SMALL.length), fc.nat(4), fc.uint8Array({ maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let bytes = Buffer.from(SMALL);
        for (const [at, length, inserted] of changes) {
          bytes = Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + length)]);
        }
        const found = await read(bytes).catch((error: unknown) => error);
        if (!(found instanceof InputError)) expect(found).toHaveProperty('rows');
      }),
      { numRuns: 500 },
    );
  });
});
