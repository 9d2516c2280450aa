import { describe, expect, test } from 'vitest';
import { RejectCode } from '../../../flows/rejects';
import { blobOf, nsgRecord, readBlob, vnetRecord } from './read-blob';

const vnet = (...tuples: unknown[]) => readBlob([blobOf(vnetRecord(tuples))]);
const nsg = (version: number, ...tuples: unknown[]) => readBlob([blobOf(nsgRecord(version, tuples))]);

const COUNTERS = ['packets_out', 'bytes_out', 'packets_in', 'bytes_in'] as const;

describe('a VNet tuple', () => {
  test('contains received packets and bytes in the last two fields, which other readers take for durations', () => {
    const { rows, rejects } = vnet(
      '1743076234521,10.11.1.4,13.107.21.239,52673,443,6,O,B,NX,0,0,0,0',
      '1743076235216,10.11.1.4,23.208.236.42,52668,80,6,O,E,NX,5,516,3,1019',
      '1743076235216,10.11.1.4,23.37.92.142,52663,443,6,O,E,NX,47,3508,204,272036",',
    );
    expect(rejects).toEqual([]);
    expect(rows.map((row) => COUNTERS.map((name) => row[name]))).toEqual([
      [null, null, null, null],
      [5n, 516n, 3n, 1019n],
      [47n, 3508n, 204n, 272036n],
    ]);
    expect(rows.map(({ start_time, end_time }) => [start_time, end_time])).toEqual([
      [1743076234521n, null],
      [1743076235216n, null],
      [1743076235216n, null],
    ]);
  });

  test('sets all columns that VNet flow logs have', () => {
    const { rows } = vnet('1699990055,10.0.0.4,10.0.0.5,12345,443,6,O,C,NX_HW_NOT_SUPPORTED,10,1500,8,1200');
    const given = Object.entries(rows[0] ?? {}).filter(([, value]) => value !== null);
    expect(Object.fromEntries(given)).toEqual({
      cloud: 'azure',
      log_type: 'vnet',
      account_id: 'c088dc46-d692-42ad-a4b6-9a542d28ad2a',
      region: 'westus',
      flow_log_id: '36094b6b-6999-48cf-8052-f8815f6732d9',
      source: 'PT1H.json',
      source_row: 1n,
      start_time: 1699990055000n,
      logged_time: BigInt(Date.parse('2026-11-22T10:01:37.756Z')),
      src_addr: '10.0.0.4',
      dst_addr: '10.0.0.5',
      src_port: 12345,
      dst_port: 443,
      protocol: 6,
      ip_version: 4,
      direction: 'egress',
      initiator: 'src',
      action: 'accept',
      state: 'continue',
      rule: 'PlatformRule',
      acl_id: '00000000-0000-0000-0000-000000000000',
      encryption: 'NX_HW_NOT_SUPPORTED',
      packets_out: 10n,
      bytes_out: 1500n,
      packets_in: 8n,
      bytes_in: 1200n,
      mac_address: '00:0d:3a:35:95:73',
      subnet_id:
        '/subscriptions/c088dc46-d692-42ad-a4b6-9a542d28ad2a/resourcegroups/labs/providers/microsoft.network/virtualnetworks/net/subnets/default',
      network_id:
        '/subscriptions/c088dc46-d692-42ad-a4b6-9a542d28ad2a/resourcegroups/labs/providers/microsoft.network/virtualnetworks/net',
      resource_id:
        '/subscriptions/c088dc46-d692-42ad-a4b6-9a542d28ad2a/resourcegroups/labs/providers/microsoft.network/virtualnetworks/net/subnets/default',
    });
  });

  test.each([
    ['B', ',,,', [null, null, null, null]],
    ['B', '0,0,0,0', [null, null, null, null]],
    ['D', ',,,', [null, null, null, null]],
    ['D', '0,0,0,0', [null, null, null, null]],
    ['D', '1,64,0,0', [1n, 64n, 0n, 0n]],
    ['B', '1,64,,', [1n, 64n, null, null]],
    ['B', ',,0,0', [null, null, null, null]],
    ['C', '0,0,0,0', [0n, 0n, 0n, 0n]],
    ['E', '9223372036854775807,9007199254740993,1,0', [9223372036854775807n, 9007199254740993n, 1n, 0n]],
  ])('in state %s with the counters %s gives the right counts', (state, counters, counted) => {
    const { rows } = vnet(`1699990055,10.0.0.4,10.0.0.5,1,443,6,O,${state},X,${counters}`);
    expect(rows.map((row) => COUNTERS.map((name) => row[name]))).toEqual([counted]);
    expect(rows[0]?.action).toBe(state === 'D' ? 'reject' : 'accept');
    expect(rows[0]?.state).toBe({ B: 'begin', C: 'continue', D: null, E: 'end' }[state]);
  });

  test.each([
    [
      '1699990055,fd00::4,2603:1030::5,12345,443,17,I,B,NX,,,,',
      { ip_version: 6, protocol: 17, direction: 'ingress' },
    ],
    [
      '1699990055,10.0.0.4,10.0.0.5,0,0,1,I,E,NX_SOMETHING_NEW,1,84,1,84',
      { protocol: 1, encryption: 'NX_SOMETHING_NEW' },
    ],
    [' 1782658803422,10.0.0.4,10.0.0.5,1,443,6,O,C,NX,1,64,1,64 ', { start_time: 1782658803422n }],
  ])('%s is a row', (tuple, expected) => {
    expect(vnet(tuple).rows).toMatchObject([expected]);
  });

  test.each([
    [
      '1699990055,10.0.0.4,10.0.0.5,12345,443,6,O,E,NX',
      RejectCode.TOO_FEW_FIELDS,
      'expected 13 fields, received 9',
    ],
    [
      '1699990055,10.0.0.4,10.0.0.5,12345,443,6,O,E,NX,1,2,3,4,5',
      RejectCode.TOO_MANY_FIELDS,
      'expected 13 fields, received 14',
    ],
    [
      'not-a-timestamp,10.0.0.4,10.0.0.5,1,443,6,O,E,NX,1,2,3,4',
      RejectCode.NOT_A_NUMBER,
      'start_time: "not-a-timestamp" is not a whole number',
    ],
    [
      '1,10.0.0.4,10.0.0.5,1,443,6,O,E,NX,1,2,3,4',
      RejectCode.IMPOSSIBLE_TIME,
      /^start_time: "1" is not a time/,
    ],
    [
      '1699990055,10.0.0,10.0.0.5,1,70000,6,O,E,NX,1,2,3,4',
      RejectCode.IMPOSSIBLE_ADDRESS,
      'src_addr: "10.0.0" is not a valid IPv4 or IPv6 address; dst_port: "70000" is above 65535',
    ],
    [
      '1699990055,10.0.0.4,10.0.0.5,1,443,T,O,E,NX,1,2,3,4',
      RejectCode.NOT_A_NUMBER,
      'protocol: "T" is not a whole number',
    ],
    [
      '1699990055,10.0.0.4,10.0.0.5,1,443,6,X,E,NX,1,2,3,4',
      RejectCode.UNKNOWN_WORD,
      'direction: expected one of I, O, received "X"',
    ],
    // the order of NSG fields
    [
      '1699990055,10.0.0.4,10.0.0.5,1,443,6,O,A,E,1,2,3,4',
      RejectCode.UNKNOWN_WORD,
      'state: expected one of B, C, E, D, received "A"; encryption: expected an encryption state, received "E"',
    ],
    [
      '1699990055,10.0.0.4,10.0.0.5,1,443,6,O,D,B,,,,',
      RejectCode.UNKNOWN_WORD,
      'encryption: expected an encryption state, received "B"',
    ],
    [
      '1699990055,10.0.0.4,10.0.0.5,1,443,6,O,E,NX,9223372036854775808,2,3,4',
      RejectCode.OUT_OF_RANGE,
      'packets_out: "9223372036854775808" is above 9223372036854775807',
    ],
    [
      '1699990055,10.0.0.4,10.0.0.5,1,443,6,O,E,NX,1,2,,',
      RejectCode.NOT_A_NUMBER,
      'packets_in: "" is not a whole number; bytes_in: "" is not a whole number',
    ],
    ['1699990055,10.0.0.4,10.0.0.5,1,443,6,O,C,NX,,,,', RejectCode.NOT_A_NUMBER, /^packets_out: ""/],
    [
      '1699990055,10.0.0.4,10.0.0.5,1,443,6,O,B,NX,-1,0,0,0',
      RejectCode.NOT_A_NUMBER,
      'packets_out: "-1" is not a whole number',
    ],
    ['', RejectCode.TOO_FEW_FIELDS, 'expected 13 fields, received 1'],
  ])('%s is a reject', (tuple, code, detail) => {
    const { rows, rejects } = vnet(tuple);
    expect(rows).toEqual([]);
    expect(rejects).toMatchObject([{ sourceRow: 1n, code, raw: tuple }]);
    expect(rejects[0]?.detail).toMatch(detail);
  });

  test('that is not a string is a reject, and the others are rows', () => {
    const good = '1699990055,10.0.0.4,10.0.0.5,1,443,6,O,B,NX,,,,';
    const { rows, rejects } = vnet(good, 7, { a: 1 }, null, good);
    expect(rows.map(({ source_row }) => source_row)).toEqual([1n, 5n]);
    expect(rejects.map(({ sourceRow, code, raw }) => [sourceRow, code, raw])).toEqual([
      [2n, RejectCode.NOT_A_RECORD, '7'],
      [3n, RejectCode.NOT_A_RECORD, '{"a":1}'],
      [4n, RejectCode.NOT_A_RECORD, 'null'],
    ]);
    expect(rejects[0]).toMatchObject({
      accountId: 'c088dc46-d692-42ad-a4b6-9a542d28ad2a',
      flowLogId: '36094b6b-6999-48cf-8052-f8815f6732d9',
    });
  });
});

describe('an NSG tuple', () => {
  test.each([
    [
      1,
      '1487282421,192.0.2.95,10.1.0.4,51529,5358,T,I,D',
      { protocol: 6, direction: 'ingress', action: 'reject', state: null, bytes_out: null },
    ],
    [
      1,
      '1487282421,192.0.2.95,10.1.0.4,51529,5358,U,O,A',
      { protocol: 17, direction: 'egress', action: 'accept', state: null, bytes_in: null },
    ],
    [
      2,
      '1542110379,10.5.16.4,203.0.113.117,1,443,T,O,A,E,1,66,2,67',
      {
        action: 'accept',
        state: 'end',
        packets_out: 1n,
        bytes_out: 66n,
        packets_in: 2n,
        bytes_in: 67n,
        encryption: null,
      },
    ],
    [
      2,
      '1542110379,10.5.16.4,203.0.113.117,1,443,T,O,A,B,,,,',
      { action: 'accept', state: 'begin', packets_out: null, bytes_in: null },
    ],
    [
      2,
      '1542110379,203.0.113.117,10.5.16.4,1,443,50,I,D,B,,,,',
      { protocol: 50, action: 'reject', state: null, packets_out: null },
    ],
  ])('of version %i is a row: %s', (version, tuple, expected) => {
    const acl =
      '/subscriptions/11111111-2222-3333-a4b6-000000000000/resourcegroups/rg/providers/microsoft.network/networksecuritygroups/web';
    expect(nsg(version, tuple).rows).toMatchObject([
      {
        ...expected,
        log_type: 'nsg',
        rule: 'UserRule_ssh',
        acl_id: acl,
        resource_id: acl,
        mac_address: '60:45:bd:ec:25:32',
        account_id: '11111111-2222-3333-a4b6-000000000000',
        region: null,
        flow_log_id: null,
      },
    ]);
  });

  test.each([
    [1, '1542110379,10.5.16.4,203.0.113.117,1,443,T,O,A,B,,,,', RejectCode.TOO_MANY_FIELDS],
    [2, '1487282421,192.0.2.95,10.1.0.4,51529,5358,T,I,D', RejectCode.TOO_FEW_FIELDS],
    // the order of VNet fields
    [2, '1743076235216,10.11.1.4,23.208.236.42,52668,80,6,O,E,NX,5,516,3,1019', RejectCode.UNKNOWN_WORD],
    [2, '1743076235216,10.11.1.4,23.208.236.42,52668,80,6,I,D,NX,0,0,0,0', RejectCode.UNKNOWN_WORD],
    [2, '1542110379,10.5.16.4,203.0.113.117,1,443,X,O,A,B,,,,', RejectCode.UNKNOWN_WORD],
    [2, '1542110379,10.5.16.4,203.0.113.117,1,443,300,O,A,B,,,,', RejectCode.OUT_OF_RANGE],
  ])('of version %i is a reject: %s', (version, tuple, code) => {
    expect(nsg(version, tuple).rejects).toMatchObject([{ code, raw: tuple }]);
  });
});
