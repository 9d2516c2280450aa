import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../aws/format';
import { expectSame as expectSameObject } from './both-readers';
import { record } from './sample-records';
import { envelope } from './written-forms';

const FORMAT = LogFormat.AWS_DEFAULT;
const event = (message: unknown, more = {}) => ({
  id: '31953106',
  timestamp: 1_795_341_600_000,
  message,
  ...more,
});
const json = (...documents: unknown[]) => documents.map((document) => JSON.stringify(document)).join('');
const extracted = (message: string) =>
  event(message, { extractedFields: { version: '2', action: 'ACCEPT' } });

const expectSame = (bytes: Uint8Array | string, chunkSize?: number) =>
  expectSameObject({ source: 'x.json', bytes, format: FORMAT, chunkSize });

const rejectsOf = (rows: Readonly<Record<string, readonly Record<string, unknown>[]>>) =>
  Object.entries(rows)
    .filter(([path]) => path.startsWith('rejects/'))
    .flatMap(([, each]) => each);

/** Documents that the kernel reads, and their neighbours that it must not read. */
const DOCUMENTS: [string, string][] = [
  ['messages', json({ message: record() }, { message: record({ bytes: '7' }) })],
  ['messages in lines', `${json({ message: record() })}\n\r\n\t ${json({ message: record() })}\n`],
  ['messages with a line break', json({ message: `${record()}\n` }, { message: `${record()}\r\n` })],
  ['messages of several lines', json({ message: `${record()}\n${record()}\n\n${record()}` })],
  ['blank messages', json({ message: '' }, { message: ' ' }, { message: ` ${record()}` }, { message: '\n' })],
  ['messages that are not text', json({ message: 7 }, { message: null }, { message: [record()] })],
  ['messages with more members', json({ message: record(), x: 1 }, { x: 1, message: record() })],
  ['a member twice', `{"message":"${record()}","message":"x"}${json({ message: record() })}`],
  ['messages with escapes', json({ message: record({ action: '"\\/\u0007é€😀' }) }, { message: 'x\ty' })],
  ['an escaped name', `{"\\u006dessage":"${record()}"}${json({ message: record() })}`],
  ['white space within', `{ "message" : "${record()}" } ${json({ message: record() })}`],
  ['unpaired surrogates', `{"message":"${record()}\\ud800"}`],
  ['raw control characters', `{"message":"a\u0001b"}`],
  ['a DEL', `{"message":"a\u007fb"}`],
  [
    'a long message',
    json({ message: 'x'.repeat(65_536) }, { message: 'x'.repeat(65_537) }, { message: record() }),
  ],
  ['a batch', json(envelope([event(record()), event(record())]))],
  ['a batch without events', json(envelope([]), envelope([event(record())]))],
  [
    'batches with extracted fields',
    json(envelope([extracted(record()), event(record()), extracted(record())])),
  ],
  ['a batch with other members', json({ ...envelope([event(record())]), policyLevel: 'ACCOUNT' })],
  [
    'a batch with its log group at the end',
    json({ messageType: 'DATA_MESSAGE', logEvents: [event(record())], logGroup: 'x', owner: '1' }),
  ],
  ['a batch with two log groups', `${json(envelope([event(record())])).slice(0, -1)},"logGroup":"other"}`],
  [
    'a batch with two lists',
    `${json(envelope([event(record())])).slice(0, -1)},"logEvents":[{"message":"x"}]}`,
  ],
  [
    'a batch with an earlier list',
    json(envelope([event(record())])).replace('"owner"', '"logEvents":[1],"owner"'),
  ],
  ['a comma too many', json(envelope([event(record())])).replace('}]}', '},]}')],
  ['a comma too few', json(envelope([event(record()), event(record())])).replace('},{', '}{')],
  ['a comma in front', json(envelope([event(record())])).replace('[{', '[,{')],
  ['a bracket too many', `${json(envelope([event(record())]))}]`],
  ['a number with a zero', json(envelope([event(record())])).replace('"timestamp":1', '"timestamp":01')],
  ['a number with a sign', json(envelope([event(record())])).replace('"timestamp":1', '"timestamp":-1')],
  [
    'a number with a fraction',
    json(envelope([event(record())])).replace(/"timestamp":\d+/, '"timestamp":1.5e3'),
  ],
  ['no number', json(envelope([event(record())])).replace(/"timestamp":\d+/, '"timestamp":')],
  ['events without messages', json(envelope([event(record()), event(undefined), event(7), null, event('')]))],
  ['events with nested fields', json(envelope([event(record(), { extractedFields: { a: { b: 'c' } } })]))],
  ['events with empty fields', json(envelope([event(record(), { extractedFields: {} })]))],
  ['events with fields of null', json(envelope([event(record(), { extractedFields: { a: null } })]))],
  ['an event at the top', json(event(record()), extracted(record()))],
  [
    'documents of an unknown kind',
    json({ message: record() }, { foo: 1 }, envelope([event(record())], 'OTHER')),
  ],
  ['a batch whose events are no list', json({ message: record() }, { ...envelope([]), logEvents: { a: 1 } })],
  ['a control message', json(envelope([event('CWL')], 'CONTROL_MESSAGE'), envelope([event(record())]))],
  [
    'a log group without a name',
    json({ ...envelope([event(record())]), logGroup: '', logStream: '' }, envelope([event(record())])),
  ],
  ['a log group of other characters', json({ ...envelope([event(record())]), logGroup: 'ü "x"\\' })],
  ['a log group that is no UTF-8', `${json(envelope([event(record())])).replace('/vpc', '/\\ud800vpc')}`],
  [
    'a compressed document',
    json({ awslogs: { data: gzipSync(json(envelope([event(record())]))).toString('base64') } }),
  ],
  ['a byte order mark', `\ufeff${json({ message: record() })}`],
  ['a byte order mark within', `${json({ message: record() })}\ufeff${json({ message: record() })}`],
  [
    'a batch with other records before its events',
    json({
      messageType: 'DATA_MESSAGE',
      logGroup: 'x',
      more: [{ message: record() }],
      logEvents: [event(record())],
    }),
  ],
  [
    'a batch with other records after its events',
    json({ ...envelope([event(record())]), more: [event(record())] }),
  ],
  [
    'a log group twice before the events',
    json(envelope([event(record())])).replace('"owner"', '"logGroup":"other","owner"'),
  ],
  [
    'an extracted field twice',
    json(envelope([extracted(record())])).replace('"action":', '"version":"3","action":'),
  ],
  ['an event with a message twice', json(envelope([event(record())])).replace('"id"', '"message":"x","id"')],
  ['rejects', json({ message: 'bad' }, { message: record({ bytes: 'x' }) }, envelope([event('worse')]))],
  ['text after documents', `${json({ message: record() })} ${record()}`],
  ['a list', json([{ message: record() }])],
];

describe('the kernel and the reference reader return equal results for', () => {
  test.each(DOCUMENTS)('%s', async (_, text) => {
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(text + json({ message: record() })),
      gzipSync(text),
    ]) {
      for (const chunkSize of bytes.length < 2000 ? [1, 13, 65_536] : [65_536])
        await expectSame(bytes, chunkSize);
    }
  });

  test.each([
    [
      'logEvents',
      `${json(envelope([event(record())])).slice(0, -1)},"logEvents":[${json(event(record()))}]}`,
    ],
    ['logEvents', json(envelope([event(record())])).replace('"owner"', '"logEvents":[1],"owner"')],
    ['logGroup', json(envelope([event(record())])).replace('"owner"', '"logGroup":"x","owner"')],
    ['message', json(envelope([event(record())])).replace('"id"', '"message":"x","id"')],
    ['message', `{"message":"${record()}","message":"${record()}"}`],
    ['message', `{"message":"${record()}","m\\u0065ssage":"${record()}"}`],
  ])('a document with the member %s twice, which is one reject: %s', async (name, text) => {
    const { rows = {}, result } = await expectSame(`${json({ message: record() })}${text}`);
    expect(result?.summary).toMatchObject({ records: 2, rows: 1, rejects: 1 });
    expect(rejectsOf(rows)).toEqual([
      expect.objectContaining({
        code: 'not-a-record',
        detail: expect.stringContaining(`the member "${name}" twice`),
      }),
    ]);
  });

  test('a batch with records beside its events, which are one reject', async () => {
    const { rows = {}, result } = await expectSame(
      json({ ...envelope([event(record())]), more: [event(record())], subscriptionFilters: ['x'] }),
    );
    expect(result?.summary).toMatchObject({ records: 2, rows: 1, rejects: 1 });
    expect(rejectsOf(rows)).toEqual([
      expect.objectContaining({ detail: expect.stringContaining('"more" contains records') }),
    ]);
  });

  test('an extracted field twice, which is no record', async () => {
    const { result } = await expectSame(
      json(envelope([extracted(record())])).replace('"action":', '"version":"3","action":'),
    );
    expect(result?.summary).toMatchObject({ records: 1, rows: 1, rejects: 0 });
  });

  test('bytes that are not UTF-8', async () => {
    const document = (bytes: number[]) =>
      Buffer.concat([
        Buffer.from('{"message":"'),
        Buffer.from(bytes),
        Buffer.from(`"}${json({ message: record() })}`),
      ]);
    for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc3, 0xa9]]) await expectSame(document(bytes));
  });

  test('documents that are cut at any byte', async () => {
    const text = json(
      envelope([event(record()), extracted(record())]),
      { message: record() },
      envelope([event(record())]),
    );
    for (let length = 0; length <= text.length; length += length % 100 === 0 ? 1 : 3)
      await expectSame(text.slice(0, length), 4096);
  });

  // the sum of the bytes is that of the numbers below 3,000, 12,000 and 40,000, and of the sample
  test('documents that are larger than the window', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => event(record({ bytes: String(index) })));
    const text = json(
      envelope(many(3000)),
      envelope(many(12_000)),
      { message: record() },
      envelope(many(40_000)),
    );
    const { result } = await expectSameObject({
      source: 'x',
      bytes: gzipSync(text),
      format: FORMAT,
      comparesRows: false,
    });
    expect(result?.summary).toMatchObject({ records: 55_001, rows: 55_001, bytesOut: 876_473_340n });
  });

  test('batches that are compressed twice', async () => {
    const batches = [1, 2, 3].map((bytes) =>
      gzipSync(json(envelope([event(record({ bytes: String(bytes) }))]))),
    );
    const { result } = await expectSame(gzipSync(Buffer.concat(batches)));
    expect(result?.summary).toMatchObject({ rows: 3, bytesOut: 6n });
  });

  test('documents with any bytes changed', async () => {
    const text = Buffer.from(
      json(
        envelope([event(record()), extracted(record())]),
        { message: record() },
        { message: `${record()}\n` },
      ),
    );
    const inserted = fc.oneof(
      fc.uint8Array({ maxLength: 3 }),
      fc.constantFrom('"', '\\', '{', '}', ',', ']', ':', '\\n').map((s) => Buffer.from(s)),
    );
    const change = fc.tuple(fc.nat(text.length), fc.nat(3), inserted);
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(1, 50, 65_536),
        async (changes, size) => {
          let bytes = text;
          for (const [at, length, more] of changes) {
            bytes = Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at + length)]);
          }
          await expectSame(bytes, size);
        },
      ),
      { numRuns: 200 },
    );
  });
});
