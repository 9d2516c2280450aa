import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../aws/format';
import { InputErrorCode } from '../../flows/input/input-error';
import { MAX_LINE_BYTES } from '../../flows/input/lines';
import type { Origin } from '../../flows/origin';
import { RejectCode } from '../../flows/rejects';
import { readLines } from '../support/normalized';
import { fileOf, NO_TRAFFIC, record, SAMPLE } from './sample-records';

const HEADER = Object.keys(SAMPLE).join(' ');
const START = 1_795_341_600_000n;

/** The row of the sample record, with changed or additional fields. */
async function rowOf(fields: Readonly<Record<string, string>>, origin?: Partial<Origin>) {
  const { rows, rejects } = await readLines(fileOf(fields), { origin });
  expect(rejects).toEqual([]);
  expect(rows).toHaveLength(1);
  return rows[0];
}

describe('the header', () => {
  test('specifies the fields', async () => {
    const { rows, rejects } = await readLines(`${HEADER}\n${record()}\n`);
    expect(rejects).toEqual([]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      cloud: 'aws',
      log_type: 'vpc',
      source: 'test.log',
      source_row: 2n,
      start_time: START,
      end_time: START + 59_000n,
      src_addr: '192.0.2.10',
      dst_addr: '198.51.100.20',
      src_port: 49_152,
      dst_port: 443,
      protocol: 6,
      action: 'accept',
      status: 'ok',
      packets_out: 10n,
      bytes_out: 840n,
      packets_in: null,
      bytes_in: null,
      interface_id: 'eni-0123456789abcdef0',
      version: 2,
      owner_account_id: '123456789010',
      extra: null,
    });
  });

  test.each([
    ['in any order', 'dstaddr srcaddr bytes', '198.51.100.20 192.0.2.10 840'],
    ['with repeated spaces', 'srcaddr  dstaddr bytes', '192.0.2.10 198.51.100.20   840'],
    ['with tabs', 'srcaddr\tdstaddr\tbytes', '192.0.2.10\t198.51.100.20 \t840'],
    ['with blanks around it', ' srcaddr dstaddr bytes ', '\t192.0.2.10 198.51.100.20 840  '],
    ['with Windows line breaks', 'srcaddr dstaddr bytes\r', '192.0.2.10 198.51.100.20 840\r'],
    ['after a byte order mark', '\ufeffsrcaddr dstaddr bytes', '192.0.2.10 198.51.100.20 840'],
    ['after empty lines', '\n  \n\nsrcaddr dstaddr bytes', '192.0.2.10 198.51.100.20 840'],
  ])('is read %s', async (_, header, line) => {
    const { rows, rejects } = await readLines(`${header}\n${line}`);
    expect(rejects).toEqual([]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      src_addr: '192.0.2.10',
      dst_addr: '198.51.100.20',
      bytes_out: 840n,
      packets_out: null,
      start_time: null,
      status: null,
    });
  });

  test('in a later line is not a record, and can change the fields', async () => {
    const file = `srcaddr bytes\n192.0.2.1 1\nsrcaddr bytes\n192.0.2.2 2\nbytes srcaddr action\n3 192.0.2.3 REJECT\n`;
    const { rows, rejects } = await readLines(file);
    expect(rejects).toEqual([]);
    expect(rows.map((row) => [row.source_row, row.src_addr, row.bytes_out, row.action])).toEqual([
      [2n, '192.0.2.1', 1n, null],
      [4n, '192.0.2.2', 2n, null],
      [6n, '192.0.2.3', 3n, 'reject'],
    ]);
  });

  test.each([
    ['names a field twice', 'srcaddr bytes srcaddr', 'srcaddr more than once'],
    [
      'mixes two kinds of flow log',
      'srcaddr tgw-id vpc-id',
      'the transit gateway field tgw-id with the VPC field vpc-id',
    ],
  ])('that %s is an error', async (_, header, message) => {
    const reading = readLines(`${HEADER}\n${record()}\n${header}\n`);
    await expect(reading).rejects.toMatchObject({ name: 'InputError', code: InputErrorCode.BAD_HEADER });
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toThrow('line 3');
  });
});

describe('a declared format', () => {
  const format = LogFormat.AWS_DEFAULT;

  test('replaces the header', async () => {
    const { rows } = await readLines(`${record()}\n${record({ bytes: '841' })}`, { format });
    expect(rows.map((row) => [row.source_row, row.bytes_out])).toEqual([
      [1n, 840n],
      [2n, 841n],
    ]);
  });

  test('can be equal to the header', async () => {
    const { rows, rejects } = await readLines(`${record()}\n${HEADER}\n${record()}\n`, { format });
    expect(rows.map((row) => row.source_row)).toEqual([1n, 3n]);
    expect(rejects).toEqual([]);
  });

  test('must be equal to the header', async () => {
    const reading = readLines(`dstaddr srcaddr\n`, { format: LogFormat.parse('${srcaddr} ${dstaddr}') });
    const expected = { name: 'InputError', code: InputErrorCode.FORMAT_DISAGREES };
    await expect(reading).rejects.toMatchObject(expected);
    await expect(reading).rejects.toThrow(/Declared: srcaddr dstaddr\. Received: dstaddr srcaddr\./);
  });

  test.each([
    ['a record', record()],
    ['names with underscores', 'account_id,action,az_id\n123456789012,REJECT,use1-az1'],
    ['unknown field names', 'alpha beta gamma'],
    ['a line that is not UTF-8', Buffer.from([0x61, 0xff])],
  ])('is required if the first line is %s', async (_, file) => {
    const reading = readLines(file);
    await expect(reading).rejects.toMatchObject({ name: 'InputError', code: InputErrorCode.NO_FORMAT });
    await expect(reading).rejects.toThrow(
      /^expected a header in line 1, .*Declare the format of the flow log\.$/s,
    );
  });

  test('is not required for an empty file', async () => {
    expect(await readLines('\n \n')).toMatchObject({ rows: [], rejects: [] });
  });
});

describe('values', () => {
  test('that are missing are null in every column', async () => {
    const names = [...LogFormat.V5.names, 'encryption-status', 'reject-reason', 'instance-tag', 'new-field'];
    const { rows } = await readLines(`${names.join(' ')}\n${names.map(() => '-').join(' ')}\n`);
    const filled = Object.entries(rows[0] ?? {}).filter(([, value]) => value !== null);
    expect(Object.fromEntries(filled)).toEqual({
      cloud: 'aws',
      log_type: 'vpc',
      source: 'test.log',
      source_row: 2n,
    });
  });

  test.each(['NODATA', 'SKIPDATA'])('of a %s record include times and no verdict', async (status) => {
    expect(await rowOf({ ...NO_TRAFFIC, 'log-status': status })).toMatchObject({
      status: status.toLowerCase(),
      start_time: START,
      action: null,
      src_addr: null,
      src_port: null,
      protocol: null,
      ip_version: null,
      packets_out: null,
      bytes_out: null,
    });
  });

  test.each([
    ['0', 0n],
    ['9007199254740993', 9_007_199_254_740_993n],
    ['9223372036854775807', 9_223_372_036_854_775_807n],
  ])('of counters are exact: %s', async (text, value) => {
    const row = await rowOf({ bytes: text, packets: text });
    expect(row).toMatchObject({ bytes_out: value, packets_out: value });
  });

  test.each([
    ['seconds', '1795341600', START],
    ['milliseconds', '1795341600123', START + 123n],
    ['the oldest the guide prints', '1418530010', 1_418_530_010_000n],
    ['the first second of 2014', '1388534400', 1_388_534_400_000n],
    ['the last second before 2100', '4102444799', 4_102_444_799_000n],
  ])('of times are read in %s', async (_, text, value) => {
    expect(await rowOf({ start: text, end: text })).toMatchObject({ start_time: value, end_time: value });
  });

  test.each([
    ['flow-direction', 'ingress', 'direction', 'ingress'],
    ['flow-direction', 'egress', 'direction', 'egress'],
    ['action', 'REJECT', 'action', 'reject'],
    ['log-status', 'SKIPDATA', 'status', 'skipdata'],
    ['tcp-flags', '2147483647', 'tcp_flags', 2_147_483_647],
    ['srcport', '65535', 'src_port', 65_535],
    ['protocol', '255', 'protocol', 255],
    ['traffic-path', '8', 'traffic_path', 8],
    ['srcaddr', '2001:db8::1', 'src_addr', '2001:db8::1'],
    ['dstaddr', '::ffff:192.0.2.1', 'dst_addr', '::ffff:192.0.2.1'],
    ['region', 'us-gov-west-1', 'region', 'us-gov-west-1'],
    ['account-id', 'unknown', 'owner_account_id', 'unknown'],
    ['account-id', '000123456789', 'owner_account_id', '000123456789'],
    ['reject-reason', 'BPA', 'reject_reason', 'BPA'],
    ['instance-tag', 'caf%C3%A9%20-', 'instance_tag', 'caf%C3%A9%20-'],
    ['interface-tag', 'café', 'interface_tag', 'café'],
  ] as const)('of %s are kept as the table has them: %s', async (field, text, column, value) => {
    expect((await rowOf({ [field]: text }))?.[column]).toBe(value);
  });
});

describe('an unknown field', () => {
  test('is written to `extra` by name, and counted if it has a value', async () => {
    const fields = { 'new-field': 'x', constructor: 'y', another: '-' };
    const { rows, unknownFields } = await readLines(fileOf(fields, { ...fields, 'new-field': '-' }));
    expect(rows.map(({ extra }) => JSON.parse(extra ?? ''))).toEqual([
      { 'new-field': 'x', constructor: 'y' },
      { constructor: 'y' },
    ]);
    expect(unknownFields).toEqual(['new-field', 'constructor', 'constructor']);
  });

  test('does not move the known fields around it', async () => {
    const { rows } = await readLines('srcaddr new-field dstaddr\n192.0.2.1 0.0.0.0 192.0.2.2\n');
    expect(rows).toMatchObject([{ src_addr: '192.0.2.1', dst_addr: '192.0.2.2' }]);
  });
});

describe('an invalid record', () => {
  const codes: [RejectCode, string, Uint8Array | string][] = [
    [RejectCode.TOO_FEW_FIELDS, 'expected 14 fields, received 13', record().replace(' OK', '')],
    [RejectCode.TOO_FEW_FIELDS, 'expected 14 fields, received 2', 'bogus line'],
    [RejectCode.TOO_MANY_FIELDS, 'expected 14 fields, received 15', `${record()} OK`],
    [RejectCode.NOT_A_NUMBER, 'bytes: "8.4e2"', record({ bytes: '8.4e2' })],
    [RejectCode.NOT_A_NUMBER, 'packets: "-1"', record({ packets: '-1' })],
    [RejectCode.NOT_A_NUMBER, 'srcport: "+443"', record({ srcport: '+443' })],
    [RejectCode.NOT_A_NUMBER, 'protocol: "0x06"', record({ protocol: '0x06' })],
    [RejectCode.NOT_A_NUMBER, 'start: "2026-11-22T10:00:00Z"', record({ start: '2026-11-22T10:00:00Z' })],
    [RejectCode.OUT_OF_RANGE, '"9223372036854775808"', record({ bytes: '9223372036854775808' })],
    [RejectCode.OUT_OF_RANGE, '"65536" is above 65535', record({ dstport: '65536' })],
    [RejectCode.OUT_OF_RANGE, '"256" is above 255', record({ protocol: '256' })],
    [RejectCode.OUT_OF_RANGE, '"2147483648" is above 2147483647', record({ version: '2147483648' })],
    [RejectCode.IMPOSSIBLE_ADDRESS, 'srcaddr: "192.0.2.256"', record({ srcaddr: '192.0.2.256' })],
    [RejectCode.IMPOSSIBLE_ADDRESS, 'dstaddr: "fe80::1%eth0"', record({ dstaddr: 'fe80::1%eth0' })],
    [RejectCode.IMPOSSIBLE_TIME, 'start: "0"', record({ start: '0' })],
    [RejectCode.IMPOSSIBLE_TIME, 'end: "1388534399"', record({ end: '1388534399' })],
    [RejectCode.IMPOSSIBLE_TIME, 'end: "4102444800"', record({ end: '4102444800' })],
    [RejectCode.IMPOSSIBLE_TIME, 'end: "1795341600000000"', record({ end: '1795341600000000' })],
    [RejectCode.UNKNOWN_WORD, 'action: "DROP" is none of accept, reject', record({ action: 'DROP' })],
    [RejectCode.UNKNOWN_WORD, 'log-status: "constructor"', record({ 'log-status': 'constructor' })],
    [RejectCode.CONTROL_CHARACTER, 'control character', record({ 'interface-id': 'eni-\u0000' })],
    [RejectCode.CONTROL_CHARACTER, 'control character', `${record()}\r${record()}`],
    [RejectCode.NOT_UTF8, 'not valid UTF-8', Buffer.from(record({ 'interface-id': 'eni-é' }), 'latin1')],
    [RejectCode.LINE_TOO_LONG, '65537 bytes', 'x'.repeat(MAX_LINE_BYTES + 1)],
  ];

  test.each(codes)('is rejected as %s (%s), and other records are read', async (code, detail, line) => {
    const file = [`${HEADER}\n${record()}\n\n`, line, `\n${record({ bytes: '1' })}\n`];
    const { rows, rejects } = await readLines(Buffer.concat(file.map((part) => Buffer.from(part as string))));
    expect(rows.map((row) => [row.source_row, row.bytes_out])).toEqual([
      [2n, 840n],
      [5n, 1n],
    ]);
    expect(rejects).toMatchObject([{ sourceRow: 4n, code }]);
    expect(rejects[0]?.detail).toContain(detail);
  });

  test('is rejected with its text', async () => {
    const line = `  ${record({ action: 'DROP' })}\t`;
    const { rejects } = await readLines(`${HEADER}\r\n${line}\r\n`);
    expect(rejects).toMatchObject([{ raw: line, rawBytes: undefined }]);
  });

  test('is rejected with its bytes if they are not valid text', async () => {
    const line = Buffer.from(record({ 'interface-id': 'eni-é' }), 'latin1');
    const { rejects } = await readLines(Buffer.concat([Buffer.from(`${HEADER}\n`), line]));
    expect(rejects.map(({ rawBytes }) => rawBytes && Buffer.from(rawBytes))).toEqual([line]);
  });

  test('reports all problems', async () => {
    const { rejects } = await readLines(fileOf({ bytes: 'many', srcaddr: 'here', action: 'DROP' }));
    expect(rejects).toHaveLength(1);
    expect(rejects[0]?.code).toBe(RejectCode.IMPOSSIBLE_ADDRESS);
    expect(rejects[0]?.detail).toMatch(/^srcaddr: .*; bytes: .*; action: /);
  });

  test('does not change the next row', async () => {
    const { rows } = await readLines(
      fileOf({ bytes: 'many', 'instance-tag': 'x' }, { ...NO_TRAFFIC, 'instance-tag': '-' }),
    );
    expect(rows).toMatchObject([{ src_addr: null, action: null, instance_tag: null, ip_version: null }]);
  });

  test.each(['../etc', 'EU-WEST-1', 'eu/west', 'x'.repeat(33)])(
    'has an invalid region: %s',
    async (region) => {
      expect((await readLines(fileOf({ region }))).rejects).toMatchObject([
        { code: RejectCode.IMPOSSIBLE_REGION },
      ]);
    },
  );
});

describe('derived columns', () => {
  const origin = { accountId: '123456789012', region: 'eu-west-1', flowLogId: 'fl-0123456789abcdef0' };

  test.each([
    ['SYN', '6', '2', 'src'],
    ['SYN and FIN', '6', '3', 'src'],
    ['SYN-ACK', '6', '18', 'dst'],
    ['SYN-ACK and FIN', '6', '19', 'dst'],
    ['FIN', '6', '1', null],
    ['only ACK', '6', '0', null],
    ['no flags', '6', '-', null],
    ['SYN, of another protocol', '17', '2', null],
  ])('the initiator is derived from %s', async (_, protocol, flags, initiator) => {
    expect(await rowOf({ protocol, 'tcp-flags': flags })).toMatchObject({ initiator });
  });

  test.each([
    ['the type', { type: 'IPv6', ...NO_TRAFFIC }, 6],
    ['the type', { type: 'IPv4', ...NO_TRAFFIC }, 4],
    ['the addresses', { srcaddr: '2001:db8::1', dstaddr: '2001:db8::2' }, 6],
    ['the addresses', { srcaddr: '192.0.2.1' }, 4],
    ['the other address', { srcaddr: '-', dstaddr: '2001:db8::2' }, 6],
    ['the addresses, for another type', { type: 'EFA' }, 4],
    ['the addresses, for an unknown type', { type: 'constructor' }, 4],
    ['nothing', NO_TRAFFIC, null],
  ])('the IP version is derived from %s: %j', async (_, fields, version) => {
    expect(await rowOf(fields)).toMatchObject({ ip_version: version });
  });

  test.each([
    ['0', 'none'],
    ['1', 'nitro'],
    ['2', 'application'],
    ['3', 'nitro+application'],
    ['4', '4'],
    ['-', null],
  ])('encryption status %s is %s', async (status, encryption) => {
    expect(await rowOf({ 'encryption-status': status })).toMatchObject({ encryption });
  });

  test('the account and region are those of the object key if it contains them', async () => {
    const row = await rowOf({ 'account-id': '999999999999' }, origin);
    expect(row).toMatchObject({
      account_id: '123456789012',
      owner_account_id: '999999999999',
      region: 'eu-west-1',
      flow_log_id: 'fl-0123456789abcdef0',
    });
  });

  test("the record's own region takes precedence over that of the object key", async () => {
    expect(await rowOf({ region: 'us-east-1' }, origin)).toMatchObject({ region: 'us-east-1' });
    expect(await rowOf({ region: '-' }, origin)).toMatchObject({ region: 'eu-west-1' });
  });

  test.each([
    ['123456789010', '123456789010'],
    ['unknown', null],
    ['-', null],
  ])('without an object key, owner %s results in account %s', async (owner, account) => {
    expect(await rowOf({ 'account-id': owner })).toMatchObject({ account_id: account, region: null });
  });

  test('a transit gateway field results in a transit gateway row', async () => {
    const file = 'srcaddr tgw-id packets-lost-blackhole\n192.0.2.1 tgw-0123456789abcdef0 7\n';
    expect((await readLines(file)).rows).toMatchObject([
      { log_type: 'tgw', tgw_id: 'tgw-0123456789abcdef0', packets_lost_blackhole: 7n },
    ]);
  });
});
