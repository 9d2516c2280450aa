import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { recognizeAws } from '../../../aws/forms/recognize-aws';
import { referenceNormalize } from '../../../aws/reference-normalize';
import { Beginning } from '../../../flows/input/beginning';
import { expectSame, outcomeOf } from '../both-readers';
import { record, SAMPLE } from '../sample-records';
import { envelope, LOG_GROUP, LOG_STREAM, OWNER } from '../written-forms';

const FORMAT = LogFormat.AWS_DEFAULT;

/** The rows of `flows` and `rejects`, which both readers must return. */
async function rowsOf(value: unknown, format: LogFormat | undefined = FORMAT) {
  const bytes = typeof value === 'string' ? value : JSON.stringify(value);
  const outcome = await expectSame({ source: 'export.json', bytes, format });
  for (const chunkSize of [1, 7]) await expectSame({ source: 'export.json', bytes, format, chunkSize });
  await expectSame({ source: 'export.json', bytes: gzipSync(bytes), format });
  const { error, rows = {}, result } = outcome;
  const of = (table: string) =>
    Object.entries(rows)
      .filter(([path]) => path.startsWith(`${table}/`))
      .flatMap(([, each]) => each);
  return { error, flows: of('flows'), rejects: of('rejects'), records: result?.summary.records };
}

function formOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const beginning = new Beginning({ source: 'x', bytes: Buffer.from(text), isWhole: true });
  return recognizeAws(beginning, FORMAT).form.id;
}

const logEvent = (message: string, logStreamName = LOG_STREAM) => ({
  logStreamName,
  timestamp: 1_795_341_600_000,
  message,
  ingestionTime: 1_795_341_600_001,
  eventId: '37',
});
const base64 = (text: string | Uint8Array) => Buffer.from(text as string).toString('base64');
const bytesOf = (rows: readonly Record<string, unknown>[]) => rows.map(({ bytes_out }) => bytes_out);
const SAMPLES = ['1', '9007199254740993'].map((bytes) => record({ bytes }));
const EXPECTED = [1n, 9_007_199_254_740_993n];
const withUnderscores = Object.fromEntries(
  Object.entries(SAMPLE).map(([name, value]) => [name.replaceAll('-', '_'), value]),
);

/** Sources with two records, by form. */
const TWO_RECORDS: [form: string, what: string, value: unknown][] = [
  [
    'cloudwatch-log-events',
    'of filter-log-events',
    { events: SAMPLES.map((text) => logEvent(text)), searchedLogStreams: [] },
  ],
  [
    'cloudwatch-log-events',
    'of get-log-events',
    {
      events: SAMPLES.map((message) => ({ timestamp: 1, message, ingestionTime: 2 })),
      nextForwardToken: 'f/3',
      nextBackwardToken: 'b/3',
    },
  ],
  [
    'cloudwatch-log-events',
    'with the tokens first',
    { nextForwardToken: 'f/3', events: SAMPLES.map((text) => logEvent(text)) },
  ],
  ['cloudwatch-log-events', 'as a list', SAMPLES.map((text) => logEvent(text))],
  [
    'cloudwatch-log-events',
    'as lines',
    SAMPLES.map((text) => `${JSON.stringify(logEvent(text))}\n`).join(''),
  ],
  [
    'cloudwatch-log-events',
    'in several pages',
    SAMPLES.map((text) => JSON.stringify({ events: [logEvent(text)] }, null, 4)).join('\n'),
  ],
  ['cloudwatch-log-events', 'as a list of messages', SAMPLES],
  ['cloudwatch-log-events', 'with line breaks', { events: SAMPLES.map((text) => logEvent(`${text}\n`)) }],
  [
    'logs-insights-results',
    'with @message',
    {
      results: SAMPLES.map((value) => [
        { field: '@timestamp', value: '2026-11-22 10:00:00.000' },
        { field: '@message', value },
        { field: '@ptr', value: 'x' },
      ]),
      statistics: {},
      status: 'Complete',
    },
  ],
  [
    'stream-records',
    'of Kinesis with batches',
    {
      Records: [
        {
          kinesis: {
            data: base64(gzipSync(JSON.stringify(envelope(SAMPLES.map((message) => ({ message })))))),
            partitionKey: '1',
          },
          eventSource: 'aws:kinesis',
        },
      ],
    },
  ],
  [
    'stream-records',
    'of Firehose with messages',
    {
      invocationId: 'x',
      records: SAMPLES.map((message) => ({ recordId: '1', data: base64(JSON.stringify({ message })) })),
    },
  ],
  [
    'stream-records',
    'of Firehose with lines',
    { records: [{ recordId: '1', data: base64(SAMPLES.join('\n')) }] },
  ],
  [
    'stream-records',
    'of get-records',
    {
      Records: SAMPLES.map((text) => ({ SequenceNumber: '4', Data: base64(text), PartitionKey: 'p' })),
      NextShardIterator: 'AAAA',
      MillisBehindLatest: 0,
    },
  ],
  [
    'search-results',
    'of Splunk, by lines',
    SAMPLES.map((_raw) => JSON.stringify({ preview: false, result: { _raw, host: 'h' } })).join('\n'),
  ],
  [
    'search-results',
    'of Splunk, in a list',
    { preview: false, results: SAMPLES.map((_raw) => ({ _raw, _time: 'x' })) },
  ],
  [
    'search-results',
    'of Cribl',
    SAMPLES.map((_raw) => JSON.stringify({ _raw, _time: 1, cribl_breaker: 'x' })).join('\n'),
  ],
  [
    'search-results',
    'of OpenSearch',
    {
      took: 3,
      hits: { total: { value: 2 }, hits: SAMPLES.map((message) => ({ _index: 'i', _source: { message } })) },
    },
  ],
  [
    'search-results',
    'of Elastic, by lines',
    SAMPLES.map((original) => JSON.stringify({ _index: 'i', _source: { event: { original } } })).join('\n'),
  ],
  [
    'search-results',
    'of Elastic, with a dotted name',
    SAMPLES.map((text) => JSON.stringify({ 'event.original': text })).join('\n'),
  ],
  [
    'json-fields',
    'with underscores',
    EXPECTED.map((bytes) => ({ ...withUnderscores, bytes: String(bytes) })),
  ],
  [
    'json-fields',
    'with hyphens, by lines',
    EXPECTED.map((bytes) => JSON.stringify({ ...SAMPLE, bytes: String(bytes) })).join('\n'),
  ],
  [
    'json-fields',
    'with numbers',
    EXPECTED.map((bytes) =>
      JSON.stringify({ ...SAMPLE, bytes: '?', srcport: 49152, start: 1795341600 }).replace(
        '"?"',
        String(bytes),
      ),
    ).join('\n'),
  ],
  [
    'json-fields',
    'in a search result',
    { hits: { hits: EXPECTED.map((bytes) => ({ _source: { ...SAMPLE, bytes: String(bytes) } })) } },
  ],
  [
    'json-fields',
    'as text',
    EXPECTED.map((bytes) =>
      JSON.stringify({ _raw: JSON.stringify({ ...SAMPLE, bytes: String(bytes) }) }),
    ).join('\n'),
  ],
  [
    'logs-insights-results',
    'with fields',
    {
      results: EXPECTED.map((bytes) =>
        Object.entries({ ...SAMPLE, bytes: String(bytes) }).map(([field, value]) => ({
          field: field.replace('srcaddr', 'srcAddr').replace('interface-id', 'interfaceId'),
          value,
        })),
      ),
      statistics: {},
    },
  ],
];

describe('JSON of every form', () => {
  test.each(TWO_RECORDS)('%s %s results in the rows of its records', async (form, _, value) => {
    const { flows, rejects, records } = await rowsOf(value);
    expect(rejects).toEqual([]);
    expect(bytesOf(flows)).toEqual(EXPECTED);
    expect(flows.map(({ source_row }) => source_row)).toEqual([1n, 2n]);
    expect(flows.map(({ src_addr, dst_port }) => [src_addr, dst_port])).toEqual([
      ['192.0.2.10', 443],
      ['192.0.2.10', 443],
    ]);
    expect(records).toBe(2);
    if (form !== 'json-fields') expect(formOf(value)).toBe(form);
  });

  test.each(TWO_RECORDS.filter(([form, what]) => form === 'json-fields' || what === 'with fields'))(
    '%s %s needs no format',
    async (_, __, value) => {
      const bytes = typeof value === 'string' ? value : JSON.stringify(value);
      const { result } = await outcomeOf(referenceNormalize, { bytes });
      expect(result?.summary).toMatchObject({ rows: 2, rejects: 0 });
    },
  );

  test('with text needs a format', async () => {
    for (const [form, what, value] of TWO_RECORDS) {
      if (form === 'json-fields' || what === 'with fields') continue;
      const bytes = typeof value === 'string' ? value : JSON.stringify(value);
      expect([what, await expectSame({ bytes })]).toEqual([what, { error: 'no-format' }]);
    }
  });

  test('that is cut at any byte ends in an error, or in the records before', async () => {
    const text = JSON.stringify({ events: SAMPLES.map((each) => logEvent(each)), nextForwardToken: 'f/3' });
    for (let length = 1; length < text.length; length += 3) {
      const { error } = await outcomeOf(referenceNormalize, { bytes: text.slice(0, length), format: FORMAT });
      expect(error).toBe('damaged');
    }
    const lines = SAMPLES.map((each) => `${JSON.stringify(logEvent(each))}\n`).join('');
    const [first = ''] = lines.split('\n');
    for (let length = first.length; length < lines.length - 1; length += 3) {
      const { error, result } = await outcomeOf(referenceNormalize, {
        bytes: lines.slice(0, length),
        format: FORMAT,
      });
      if (length > first.length + 1) expect(error).toBe('damaged');
      else expect(result?.summary.rows).toBe(1);
    }
  });
});

describe('the origin of records', () => {
  test('is their log stream, and the log group of Logs Insights', async () => {
    const events = [logEvent(record()), logEvent(record(), 'eni-1-all'), { timestamp: 1, message: record() }];
    const { flows } = await rowsOf({ events });
    expect(flows.map(({ log_stream }) => log_stream)).toEqual([LOG_STREAM, 'eni-1-all', null]);
    const row = (log: string) => [
      { field: '@log', value: log },
      { field: '@logStream', value: 's' },
      { field: '@message', value: record() },
    ];
    const insights = await rowsOf({ results: [row(`${OWNER}:${LOG_GROUP}`), row('other')] });
    const byRow = insights.flows.sort((a, b) => Number((a.source_row as bigint) - (b.source_row as bigint)));
    expect(byRow).toMatchObject([
      { account_id: OWNER, flow_log_id: LOG_GROUP, log_stream: 's' },
      { account_id: '123456789010', flow_log_id: null, log_stream: 's' },
    ]);
  });
});

describe('records by field', () => {
  const one = async (members: object | string, format?: LogFormat) => {
    const text = typeof members === 'string' ? members : JSON.stringify(members);
    const { flows, rejects } = await rowsOf(
      `${JSON.stringify(SAMPLE)}\n${text}\n${JSON.stringify(SAMPLE)}`,
      format ?? undefined,
    );
    return [...flows, ...rejects].find(({ source_row }) => source_row === 2n);
  };

  test('of Azure Monitor have its names and times', async () => {
    const row = await one({
      TenantId: 't',
      Type: 'AWSVPCFlow',
      TrafficType: 'IPv4',
      AccountId: 123456789012,
      InterfaceId: 'eni-1',
      SrcAddr: '10.0.0.1',
      DstAddr: '10.0.0.2',
      Start: '2026-11-22T10:00:00Z',
      End: '2026-11-22T10:00:59.5+00:00',
      LogStatus: 'OK',
      TcpFlags: 2,
    });
    expect(row).toMatchObject({
      type: 'IPv4',
      owner_account_id: '123456789012',
      interface_id: 'eni-1',
      status: 'ok',
      tcp_flags: 2,
    });
    expect([row?.start_time, row?.end_time].map((time) => (time as Date).toISOString())).toEqual([
      '2026-11-22T10:00:00.000Z',
      '2026-11-22T10:00:59.500Z',
    ]);
    expect(JSON.parse(String(row?.extra))).toEqual({ TenantId: 't', Type: 'AWSVPCFlow' });
  });

  test.each([
    ['a number with an exponent', '1e3', 1000n],
    ['a whole number with a fraction', '840.0', 840n],
    ['2^63 - 1', '9223372036854775807', 9_223_372_036_854_775_807n],
    ['2^53 + 1 with an exponent', '9007199254740993e0', undefined],
    ['null', 'null', null],
    ['an empty text', '""', null],
    ['a text of blanks', '"  "', null],
  ])('keep %s exactly', async (_, text, expected) => {
    const row = await one(JSON.stringify({ ...SAMPLE, bytes: 0 }).replace('"bytes":0', `"bytes":${text}`));
    expect(row?.bytes_out).toBe(expected);
  });

  test.each([
    [
      'a member twice',
      `{"srcaddr":"::1","dstaddr":"::2","interface-id":"e","bytes":1,"bytes":2}`,
      'not-a-record',
      'twice',
    ],
    [
      'a number above 2^63',
      JSON.stringify({ ...SAMPLE, bytes: '1' }).replace('"bytes":"1"', '"bytes":9223372036854775808'),
      'out-of-range',
      '',
    ],
    ['a fraction', JSON.stringify({ ...SAMPLE, bytes: 1.5 }), 'not-a-number', ''],
    [
      'a number that cannot be exact',
      JSON.stringify({ ...SAMPLE, bytes: '1' }).replace('"bytes":"1"', '"bytes":9.0071992547409931e15'),
      'not-a-number',
      '',
    ],
    ['a list', JSON.stringify({ ...SAMPLE, bytes: [1] }), 'not-a-number', ''],
    ['an unpaired surrogate', JSON.stringify({ ...SAMPLE, 'interface-id': '\ud800' }), 'not-utf8', ''],
    [
      'a control character',
      JSON.stringify({ ...SAMPLE, 'interface-id': 'a\u0001' }),
      'control-character',
      '',
    ],
    [
      'two values for a field',
      JSON.stringify({ ...SAMPLE, log_status: 'NODATA' }),
      'not-a-record',
      'log-status',
    ],
    [
      'fields of two kinds',
      JSON.stringify({ ...SAMPLE, 'tgw-id': 'tgw-1', 'vpc-id': 'vpc-1' }),
      'not-a-record',
      'mixes',
    ],
    ['a number', '7', 'not-a-record', 'expected an object'],
    ['null', 'null', 'not-a-record', 'expected an object'],
    ['an invalid object', '{"a":01}', 'not-a-record', 'JSON'],
  ])('with %s are rejects', async (_, text, code, detail) => {
    const row = await one(text);
    expect(row).toMatchObject({ code, detail: expect.stringContaining(detail) });
  });

  test('can have values with blanks, line breaks around them, and other members each', async () => {
    const lines = [
      { ...SAMPLE, 'instance-tag': 'a b' },
      { srcaddr: '::1', dstaddr: '::2', new_field: 'x', nested: { a: 1 } },
      { srcaddr: '::1', dstaddr: '::2', 'tgw-id': 'tgw-1', 'log-status': 'OK' },
      SAMPLE,
    ];
    const { flows, rejects } = await rowsOf(lines.map((line) => JSON.stringify(line, null, 2)).join('\n'));
    expect(rejects).toEqual([]);
    expect(flows).toHaveLength(4);
    const byRow = new Map(flows.map((row) => [row.source_row, row]));
    expect(byRow.get(1n)).toMatchObject({ instance_tag: 'a b', log_type: 'vpc' });
    expect(JSON.parse(String(byRow.get(2n)?.extra))).toEqual({ new_field: 'x', nested: '{"a":1}' });
    expect(byRow.get(3n)).toMatchObject({ tgw_id: 'tgw-1', log_type: 'tgw' });
  });

  test('with more members than a reader can have end in rejects', async () => {
    const lines = Array.from({ length: 300 }, (_, index) => JSON.stringify({ ...SAMPLE, [`m${index}`]: 1 }));
    const { result } = await expectSame({ bytes: lines.join('\n') });
    expect(result?.summary).toMatchObject({ records: 300, rows: 236, rejects: 64 });
  });

  test('with any bytes changed end in rows, rejects or an error', async () => {
    const text = Buffer.from(JSON.stringify([SAMPLE, { ...SAMPLE, bytes: 5 }, logEvent(record())]));
    const change = fc.tuple(fc.nat(text.length), fc.nat(3), fc.uint8Array({ maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        let bytes = text;
        for (const [at, length, more] of changes)
          bytes = Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at + length)]);
        await expectSame({ bytes, format: FORMAT });
      }),
      { numRuns: 150 },
    );
  });
});

describe('an element without a record', () => {
  const [text = ''] = SAMPLES;
  test.each([
    ['log events', { events: [logEvent(text), { timestamp: 2 }, { message: 5 }, { message: { a: 1 } }] }, 3],
    ['records of a stream', { Records: [{ kinesis: { data: base64(text) } }, { kinesis: {} }, { x: 1 }] }, 2],
    ['search results', { hits: { hits: [{ _source: { message: text } }, { _source: 5 }, { x: 1 }] } }, 2],
    ['lines of Splunk', `${JSON.stringify({ _raw: text })}\n{"_raw":5}\n{}`, 2],
    ['records by field', [SAMPLE, { x: 1 }], 1],
  ])('is a reject, and no row of nulls: %s', async (_, value, count) => {
    const { flows, rejects, records } = await rowsOf(value);
    expect(flows).toHaveLength(1);
    expect(records).toBe(1 + count);
    expect(rejects).toHaveLength(count);
    for (const reject of rejects)
      expect(reject).toMatchObject({
        code: 'not-a-record',
        detail: expect.stringContaining('neither text nor a member'),
      });
  });
});

describe('records beside those that are read', () => {
  const [text = ''] = SAMPLES;
  const events = [logEvent(text)];
  const beside = [{ message: text }];
  test.each([
    ['after a list', { events, other: events }],
    ['before a list', `{"other":${JSON.stringify(beside)},"events":${JSON.stringify(events)}}`],
    ['between lists', `{"events":${JSON.stringify(events)},"other":${JSON.stringify(beside)},"results":[]}`],
    ['beside hits', { hits: { hits: [{ _source: { message: text } }] }, other: beside }],
    ['beside a wrapper', { result: { _raw: text }, other: { _raw: text } }],
    ['by field', { records: [SAMPLE], other: [SAMPLE] }],
    [
      'in a member that is twice',
      `{"events":${JSON.stringify(events)},"other":${JSON.stringify(beside)},"other":5}`,
    ],
  ])('are one reject with the name of their member: %s', async (_, value) => {
    const { flows, rejects, records } = await rowsOf(value);
    expect([flows.length, rejects.length, records]).toEqual([1, 1, 2]);
    expect(rejects[0]).toMatchObject({
      code: 'not-a-record',
      detail: expect.stringContaining('the member "other"'),
    });
  });

  test('are no rejects in members that services document', async () => {
    const { flows, rejects } = await rowsOf({
      took: 1,
      _shards: { failures: [{ message: 'x' }] },
      hits: { total: { value: 1 }, hits: [{ _source: { message: text } }] },
      aggregations: { a: { buckets: [{ message: 'x' }] } },
    });
    expect([flows.length, rejects.length]).toEqual([1, 0]);
  });

  test('in the list of a long object is found with any chunks', async () => {
    const { flows, rejects } = await rowsOf(
      `{"a":"${'x'.repeat(200)}","events":${JSON.stringify(events)},"b":"${'x'.repeat(100)}","results":${JSON.stringify(events)}}`,
    );
    expect([flows.length, rejects.length]).toEqual([2, 0]);
  });
});

describe('hostile JSON', () => {
  test('with very many lists is read in linear time and memory', async () => {
    const { result } = await outcomeOf(referenceNormalize, {
      bytes: `${JSON.stringify(SAMPLE)}{"a":1,"x":{"y":[${'[],'.repeat(1_000_000)}0]}${',"b":[]'.repeat(1)}}`,
      comparesRows: false,
    });
    expect(result?.summary).toMatchObject({ records: 2, rows: 1, rejects: 1 });
  });

  test('with very many members is a reject', async () => {
    const members = Array.from({ length: 100_000 }, (_, index) => `"m${index}":1`).join(',');
    const { result } = await outcomeOf(referenceNormalize, {
      bytes: `${JSON.stringify(SAMPLE)}{${members}}`.repeat(3),
      comparesRows: false,
    });
    expect(result?.summary).toMatchObject({ records: 6, rows: 3, rejects: 3 });
  });
});
