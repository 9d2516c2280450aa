import { gzipSync } from 'node:zlib';
import type { Random } from './random';

/** Records to write in a form. */
export interface FormRecords {
  readonly fields: readonly string[];
  /** Each record as text, with its values separated by blanks. */
  readonly lines: readonly string[];
}

/** Writes records in a form. `gzip` and base64 are parts of some forms. */
export type FormWriter = (records: FormRecords, random: Random) => string | Buffer;

const GROUP = { owner: '123456789012', logGroup: '/vpc/flow-logs', logStream: 'eni-0123456789abcdef0-all' };
const json = (value: unknown) => JSON.stringify(value);

/** A writer for every form with records, other than text and Parquet, by the id of the form. */
export const FORM_WRITERS: Readonly<Record<string, FormWriter>> = {
  'aws-delimited': ({ fields, lines }, random) => {
    const delimiter = random.pick([',', '\t', ';', '|']);
    const row = (values: readonly string[]) =>
      values.map((value) => csvValue(value, delimiter, random)).join(delimiter);
    return [row(fields), ...lines.map((line) => row(line.split(' ')))].join(random.pick(['\n', '\r\n']));
  },
  'cloudwatch-subscription': (records, random) => {
    const batches = batched(records.lines, random).map((lines) => batch(lines, random));
    return batches
      .map((each) => (random.once(9) ? json({ awslogs: { data: packed(each) } }) : each))
      .join('');
  },
  'cloudwatch-lines': ({ lines }, random) => {
    const stream = random.pick(['', ` ${GROUP.logStream}`]);
    return lines.map((line) => `2026-11-22T07:00:00.000Z${stream} ${line}`).join('\n');
  },
  'cloudwatch-events-text': ({ lines }) =>
    lines.map((line, id) => `EVENTS\t${id}\t1\t${GROUP.logStream}\t${line}\t1795341600000`).join('\n'),
  'logs-insights-csv': ({ lines }, random) =>
    [
      '@timestamp,@message',
      ...lines.map((line) => `2026-11-22 07:00:00.000,${csvValue(line, ',', random)}`),
    ].join('\n'),
  'firehose-messages': ({ lines }, random) =>
    batched(lines, random)
      .map((each) => json({ message: each.join('\n') }))
      .join(random.pick(['', '\n'])),
  'cloudwatch-log-events': ({ lines }, random) => {
    const events = lines.map((message, index) => ({ timestamp: 1_795_341_600_000 + index, message }));
    return random.pick([json({ events }), json(events), events.map(json).join('\n')]);
  },
  'logs-insights-results': ({ lines }) =>
    json({
      results: lines.map((value) => [
        { field: '@message', value },
        { field: '@ptr', value: 'x' },
      ]),
      status: 'Complete',
    }),
  'stream-records': ({ lines }, random) => {
    const data = batched(lines, random).map((each) => packed(batch(each, random)));
    return random.pick([
      json({ Records: data.map((each) => ({ kinesis: { data: each }, eventSource: 'aws:kinesis' })) }),
      json({ Records: data.map((each) => ({ Data: each, PartitionKey: '1', SequenceNumber: '1' })) }),
      json({ invocationId: 'x', records: data.map((each) => ({ recordId: '1', data: each })) }),
    ]);
  },
  'search-results': ({ lines }, random) => {
    const member = random.pick(['_raw', 'message']);
    return lines.map((line) => json({ result: { [member]: line } })).join('\n');
  },
  'ocsf-json': ({ fields, lines }, random) => {
    const events = lines.map((line) =>
      json(ocsfEvent(new Map(fields.map((field, at) => [field, line.split(' ')[at]])))),
    );
    return random.pick([events.join('\n'), `[${events.join(',')}]`]);
  },
  'json-fields': ({ fields, lines }, random) => {
    const separator = random.pick(['_', '-']);
    const objects = lines.map((line) => fieldsOf(line, fields, separator, random));
    return random.pick([objects.join('\n'), `[${objects.join(',')}]`, objects.join('')]);
  },
};

/** An OCSF event whose values can be hostile. */
function ocsfEvent(values: ReadonlyMap<string, string | undefined>): unknown {
  const endpoint = (side: string) => ({
    ip: values.get(`${side}addr`),
    port: Number(values.get(`${side}port`)),
  });
  return {
    class_uid: 4001,
    activity_id: values.get('action') === 'REJECT' ? 5 : 6,
    metadata: {
      version: '1.1.0',
      product: { name: 'Amazon VPC', feature: { name: 'Flowlogs' }, version: values.get('version') },
    },
    cloud: { provider: 'AWS', account: { uid: values.get('account-id') }, region: values.get('region') },
    src_endpoint: endpoint('src'),
    dst_endpoint: endpoint('dst'),
    connection_info: { protocol_num: Number(values.get('protocol')), direction_id: 0 },
    traffic: { bytes: values.get('bytes'), packets: values.get('packets') },
    start_time: values.get('start'),
    end_time: values.get('end'),
    status_code: values.get('log-status'),
    unmapped: { x: values.get('interface-id') },
  };
}

function batched(lines: readonly string[], random: Random): string[][] {
  const batches: string[][] = [];
  for (let start = 0; start < lines.length; ) {
    const length = 1 + random.below(5);
    batches.push(lines.slice(start, start + length));
    start += length;
  }
  return batches;
}

function batch(lines: readonly string[], random: Random): string {
  const logEvents = lines.map((message, index) => ({ id: String(index), timestamp: 1, message }));
  const group = random.once(3) ? { ...GROUP, logGroup: `/other/${random.below(3)}` } : GROUP;
  return json({ messageType: 'DATA_MESSAGE', ...group, subscriptionFilters: ['x'], logEvents });
}

function packed(text: string): string {
  return gzipSync(text).toString('base64');
}

function csvValue(value: string, delimiter: string, random: Random): string {
  const needsQuotes = value.includes('"') || value.includes(delimiter);
  return needsQuotes || random.once(9) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** A JSON object by field. Digits are numbers or texts, also beyond the integers that JavaScript represents. */
function fieldsOf(line: string, fields: readonly string[], separator: string, random: Random): string {
  const values = line.split(' ');
  const members = fields.map((field, index) => {
    const value = values[index] ?? '-';
    const isNumber = /^(?:0|[1-9]\d{0,18})$/.test(value) && !field.endsWith('account-id') && !random.once(5);
    return `${json(field.replaceAll('-', separator))}:${isNumber ? value : json(value)}`;
  });
  return `{${members.join(',')}}`;
}
