import { describe, expect, test } from 'vitest';
import { BLOB_FORM } from '../../../azure/forms/blob';
import { FLAT_FLOWS_FORM } from '../../../azure/forms/flat-flows';
import { FORWARDED_RECORDS_FORM } from '../../../azure/forms/forwarded-records';
import { Beginning } from '../../../flows/input/beginning';
import { InputErrorCode } from '../../../flows/input/input-error';
import { normalizeAny } from '../../../normalizer';
import { recognizeAny } from '../../../normalizer/recognize-any';
import { temporaryDirectory } from '../../support/normalized';
import { blobOf, expectNothingLost, nsgRecord, readBlob, vnetRecord } from '../records/read-blob';
import { expectSame } from '../records/read-both';

const TUPLE = '1743076235216,10.11.1.4,23.208.236.42,52668,80,6,O,E,NX,5,516,3,1019';
const NSG_TUPLE = '1542110437,125.64.94.197,10.5.16.4,59752,18264,T,I,D,B,,,,';
const record = vnetRecord([TUPLE]);
const text = JSON.stringify(record);
const blob = blobOf(record, nsgRecord(2, [NSG_TUPLE]));
const base64 = (json: string) => Buffer.from(json).toString('base64');

function formOf(content: string | Buffer) {
  const bytes = Buffer.from(content as Buffer);
  return recognizeAny(new Beginning({ source: 'file', bytes, isWhole: true })).form;
}

/** The rows of a text in both readers. */
async function rowsOf(content: string) {
  await expectSame(Buffer.from(content));
  const found = readBlob([content]);
  expectNothingLost(found);
  return found;
}

describe('a blob', () => {
  test.each([
    ['a whole blob', blob],
    ['a formatted blob', JSON.stringify(JSON.parse(blob), undefined, 2)],
    ['an empty blob', '{"records":[]}'],
    ['a later block', `,${text}`],
    ['an array of records', `[${text},${text}]`],
    ['records as lines', `${text}\n${text}\n`],
    ['an array of blobs', `[${blob},${blob}]`],
    ['blobs as lines', `${blob}\n${blob}`],
    ['the answer of an API', `{"@odata.context":"x","value":[${text}],"nextLink":"y"}`],
    [
      'a record whose category follows its tuples',
      JSON.stringify({ ...vnetRecord(Array(200).fill(TUPLE)), category: undefined, z: 1, category2: 'x' }),
    ],
  ])('is %s', (_, content) => {
    expect(formOf(content)).toBe(BLOB_FORM);
  });
});

/** Events with one record, as forwarders write them. */
const EVENTS: [what: string, content: string][] = [
  ['Event Hubs, body as JSON', `{"body":${blob},"sequenceNumber":5,"partitionKey":null}`],
  ['Event Hubs, an array of events with a body as text', JSON.stringify([{ body: blob, offset: '1' }])],
  ['Event Hubs, body in base64', JSON.stringify({ body: base64(blob), enqueuedTimeUtc: 'x' })],
  ['Event Hubs, Stream Analytics', blob.replace(/\]\}$/, '],"EventProcessedUtcTime":"x","PartitionId":1}')],
  [
    'Filebeat, message and event.original',
    JSON.stringify({ '@timestamp': 'x', message: text, event: { original: text } }),
  ],
  ['Elasticsearch, a hit', JSON.stringify({ _index: 'a', _id: 'b', _source: { message: text } })],
  ['Splunk, a result', JSON.stringify({ preview: false, result: { _raw: text, source: 's' } })],
  ['Cribl', JSON.stringify({ _raw: text, _time: 1 })],
  ['NXLog, the record beside its own fields', JSON.stringify({ EventReceivedTime: 'x', Message: 1, record })],
];

describe('an event of a forwarder', () => {
  test.each(EVENTS)('%s', async (what, content) => {
    expect([FORWARDED_RECORDS_FORM, BLOB_FORM]).toContain(formOf(content));
    for (const source of [content, `${content}\n${content}`]) {
      const { rows, rejects } = await rowsOf(source);
      expect(rejects).toEqual([]);
      expect(rows).toHaveLength(content.includes('125.64') || /base64/.test(what) ? 2 : 1);
      expect(rows[0]).toMatchObject({
        log_type: 'vnet',
        src_addr: '10.11.1.4',
        bytes_in: 1019n,
        rule: 'PlatformRule',
      });
    }
  });

  test('may have arrays that Logstash has split', async () => {
    const [, own] = [0, nsgRecord(2, [])] as const;
    const split = {
      '@timestamp': 'x',
      records: {
        ...own,
        properties: {
          Version: 2,
          flows: { rule: 'UserRule_ssh', flows: { mac: '6045BDEC2532', flowTuples: NSG_TUPLE } },
        },
      },
    };
    const { rows, rejects } = await rowsOf(JSON.stringify(split));
    expect(rejects).toEqual([]);
    expect(rows).toMatchObject([
      { rule: 'UserRule_ssh', mac_address: '60:45:bd:ec:25:32', action: 'reject', dst_port: 18264 },
    ]);
    expect(formOf(JSON.stringify(split))).toBe(FORWARDED_RECORDS_FORM);
  });

  test.each([
    ['a text that is not JSON', { message: '{"a":' }],
    ['a text that is nested deeply', { message: `${'['.repeat(100_000)}` }],
    ['base64 of something else', { body: base64('hello') }],
  ])('with %s is a reject', async (_, event) => {
    const { rows, rejects } = await rowsOf(JSON.stringify(event));
    expect(rows).toEqual([]);
    expect(rejects).toMatchObject([{ detail: 'the record has no category', raw: JSON.stringify(event) }]);
  });
});

const VNET_ROW = {
  log_type: 'vnet',
  start_time: 1743076235216n,
  src_addr: '10.11.1.4',
  dst_addr: '23.208.236.42',
  src_port: 52668,
  dst_port: 80,
  protocol: 6,
  direction: 'egress',
  state: 'end',
  action: 'accept',
  packets_out: 5n,
  bytes_out: 516n,
  packets_in: 3n,
  bytes_in: 1019n,
};
const NSG_ROW = {
  log_type: 'nsg',
  start_time: 1542110437000n,
  src_addr: '125.64.94.197',
  src_port: 59752,
  protocol: 6,
  direction: 'ingress',
  action: 'reject',
  state: null,
  bytes_out: null,
  rule: 'DefaultRule_DenyAllInBound',
};
const GROUP =
  '/SUBSCRIPTIONS/11111111-2222-3333-A4B6-000000000000/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WEB';
const vnetNames = (names: readonly string[]) =>
  Object.fromEntries(TUPLE.split(',').map((value, index) => [names[index] as string, value]));
const nsgNames = (names: readonly string[]) =>
  Object.fromEntries(NSG_TUPLE.split(',').map((value, index) => [names[index] as string, value]));

/** Names of the fields of a tuple, in its order, by forwarder. */
const CONNECTOR = [
  ...[
    'startTime',
    'sourceAddress',
    'destinationAddress',
    'sourcePort',
    'destinationPort',
    'transportProtocol',
  ],
  ...['deviceDirection', 'deviceAction', 'flowState', 'packetsStoD', 'bytesStoD', 'packetsDtoS', 'bytesDtoS'],
];
const LOGSTASH = [
  ...[
    'unixtimestamp',
    'srcIp',
    'destIp',
    'srcPort',
    'destPort',
    'protocol',
    'trafficflow',
    'traffic',
    'flowstate',
  ],
  ...['packetsSourceToDest', 'bytesSentSourceToDest', 'packetsDestToSource', 'bytesSentDestToSource'],
];
const PLUGIN = [
  ...[
    'unixtimestamp',
    'src_ip',
    'dst_ip',
    'src_port',
    'dst_port',
    'protocol',
    'direction',
    'decision',
    'flowstate',
  ],
  ...['src_pack', 'src_bytes', 'dst_pack', 'dst_bytes'],
];
const SUMO = [
  ...[
    'time',
    'src_ip',
    'dest_IP',
    'src_port',
    'dest_port',
    'protocol',
    'traffic_destination',
    'traffic_a/d',
    'flow_state',
  ],
  ...[
    'num_packets_sent_src_to_dest',
    'bytes_sent_src_to_dest',
    'num_packets_sent_dest_to_src',
    'bytes_sent_dest_to_src',
  ],
];
const OTEL = [
  ...[
    'timestamp',
    'sourceAddress',
    'destinationAddress',
    'sourcePort',
    'destinationPort',
    'transportProtocol',
  ],
  ...['deviceDirection', 'flowState', 'flowEncryption', 'packetsSourceToDest', 'bytesSourceToDest'],
  ...['packetsDestToSource', 'bytesDestToSource'],
];

const FLOWS: [what: string, flow: Record<string, unknown>, row: object][] = [
  [
    'the connector for NSG flow logs',
    {
      ...nsgNames(CONNECTOR),
      time: '2018-11-13T12:00:35.3899262Z',
      category: 'NetworkSecurityGroupFlowEvent',
      resourceId: GROUP,
      version: 2.0,
      nsgRuleName: 'DefaultRule_DenyAllInBound',
      mac: '000D3AF87856',
    },
    {
      ...NSG_ROW,
      mac_address: '00:0d:3a:f8:78:56',
      resource_id: GROUP.toLowerCase(),
      acl_id: GROUP.toLowerCase(),
      logged_time: 1542110435389n,
      account_id: '11111111-2222-3333-a4b6-000000000000',
    },
  ],
  [
    'the connector, which writes VNet tuples under the names of NSG tuples',
    {
      ...vnetNames(CONNECTOR),
      category: 'FlowLogFlowEvent',
      resourceId: record.flowLogResourceID,
      nsgRuleName: 'r',
    },
    { ...VNET_ROW, encryption: 'NX', rule: 'r', region: 'westus' },
  ],
  [
    'a function that writes VNet flows without the encryption',
    { ...vnetNames(OTEL), flowEncryption: undefined, category: 'FlowLogFlowEvent' },
    { ...VNET_ROW, encryption: null },
  ],
  [
    'the OpenTelemetry collector, with the tuple beside its fields',
    {
      ...vnetNames(OTEL),
      timestamp: undefined,
      flowTuple: TUPLE,
      category: 'FlowLogFlowEvent',
      flowLogVersion: 4,
      aclID: 'A',
      rule: 'r',
    },
    { ...VNET_ROW, encryption: 'NX', acl_id: 'a', rule: 'r' },
  ],
  [
    'Logstash, as Microsoft documents it',
    {
      ...nsgNames(LOGSTASH),
      unixtimestamp: 1542110437,
      srcPort: 59752,
      Subscription: '11111111-2222-3333-A4B6-000000000000',
      ResourceGroup: 'RG',
      NetworkSecurityGroup: 'WEB',
      rule: 'DefaultRule_DenyAllInBound',
    },
    { ...NSG_ROW, resource_id: GROUP.toLowerCase() },
  ],
  [
    'Logstash with version 1, whose other fields stay placeholders',
    {
      ...nsgNames(LOGSTASH),
      ...Object.fromEntries(LOGSTASH.slice(8).map((name) => [name, '%{[records][x]}'])),
      rule: 'DefaultRule_DenyAllInBound',
    },
    NSG_ROW,
  ],
  [
    'the blob storage plugin of Logstash',
    {
      message: JSON.stringify({
        ...nsgNames(PLUGIN),
        subscription: '11111111-2222-3333-A4B6-000000000000',
        resourcegroup: 'RG',
        nsg: 'WEB',
        rule: 'DefaultRule_DenyAllInBound',
      }),
      '@version': '1',
    },
    { ...NSG_ROW, resource_id: GROUP.toLowerCase() },
  ],
  [
    'the function of Sumo Logic',
    {
      ...nsgNames(SUMO),
      sys_id: 'x',
      category: 'NetworkSecurityGroupFlowEvent',
      resource_id: GROUP,
      rule_name: 'DefaultRule_DenyAllInBound',
      mac: '000D3AF86058',
      version: 2,
      num_packets_sent_src_to_dest: null,
    },
    { ...NSG_ROW, logged_time: null },
  ],
];

describe('a flow as one JSON object', () => {
  test.each(FLOWS)('of %s', async (_, flow, row) => {
    const content = JSON.stringify(flow);
    const { rows, rejects } = await rowsOf(content);
    expect(rejects).toEqual([]);
    expect(rows).toMatchObject([row]);
    expect(formOf(`${content}\n${content}\n`)).toBe(FLAT_FLOWS_FORM);
    expect(formOf(`[${content}]`)).toBe(FLAT_FLOWS_FORM);
  });

  test('is a row each time, because Azure writes equal tuples', async () => {
    const line = JSON.stringify(nsgNames(CONNECTOR));
    const { rows } = await rowsOf(`${line}\n${line}\n`);
    expect(rows.map(({ source_row }) => source_row)).toEqual([1n, 2n]);
  });

  test('that is invalid is a reject with its text', async () => {
    const line = JSON.stringify({ ...nsgNames(CONNECTOR), sourceAddress: '1.2.3', sourcePort: '65536' });
    const { rejects } = await rowsOf(line);
    expect(rejects).toMatchObject(
      [{ raw: line, detail: /src_addr: .*; src_port: / }].map(({ raw }) => ({ raw })),
    );
    expect(rejects[0]?.detail).toMatch(/^src_addr: .*; src_port: /);
  });

  test.each([
    [
      'of AWS',
      {
        srcaddr: '1.2.3.4',
        dstaddr: '1.2.3.5',
        protocol: 6,
        start: 1700000000,
        action: 'ACCEPT',
        'flow-direction': 'egress',
      },
    ],
    ['without a direction', { ...nsgNames(CONNECTOR), deviceDirection: 'in' }],
    ['without addresses', { ...nsgNames(CONNECTOR), sourceAddress: undefined }],
  ])('is none %s', async (_, object) => {
    const { rows, rejects } = await rowsOf(JSON.stringify(object));
    expect([rows.length, rejects.length]).toEqual([0, 1]);
  });
});

describe('another file of Azure', () => {
  test.each([
    [
      'a diagnostic log',
      JSON.stringify({ records: [{ time: 'x', category: 'AuditEvent', resourceId: GROUP }] }),
      /a diagnostic log of Azure that is no flow log \(.*"AuditEvent"\)\. Normalize the blobs/,
    ],
    [
      'lines of a diagnostic log',
      JSON.stringify({ category: 'NetworkSecurityGroupEvent', operationName: 'x' }),
      /"NetworkSecurityGroupEvent"/,
    ],
    [
      'resources',
      JSON.stringify({ value: [{ id: GROUP, type: 'Microsoft.Network/networkSecurityGroups' }] }),
      /the JSON of Azure resources/,
    ],
    [
      'an Avro file',
      Buffer.from('Obj\x01\x02avro.schema'),
      /an Avro file, such as Event Hubs Capture writes .* Export the events as JSON/,
    ],
  ])('%s is an error that names it', async (_, content, message) => {
    const normalized = normalizeAny(
      { source: 'file', bytes: Buffer.from(content as Buffer) },
      temporaryDirectory(),
    );
    await expect(normalized).rejects.toMatchObject({ code: InputErrorCode.NOT_A_FLOW_LOG });
    await expect(normalized).rejects.toThrow(message);
  });
});
