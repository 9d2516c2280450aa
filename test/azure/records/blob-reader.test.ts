import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blobOrigin } from '../../../azure/records/blob-origin';
import { RejectCode } from '../../../flows/rejects';
import { FIXTURES, hasFixtures } from '../../support/fixtures';
import { blobOf, nsgRecord, readBlob, readBlocks, sums, vnetRecord } from './read-blob';

const TUPLE = '1743076235216,10.11.1.4,23.208.236.42,52668,80,6,O,E,NX,5,516,3,1019';
const OTHER = '1743076235217,10.11.1.4,23.208.236.42,52668,80,6,O,E,NX,5,516,3,1019';

const fixture = (path: string) => readFileSync(join(FIXTURES, path));
const read = (path: string) => readBlob([fixture(path)]);

describe('blobOrigin', () => {
  test('contains the values of the path', () => {
    const path =
      'flowLogResourceID=/C088DC46-D692-42AD-A4B6-9A542D28AD2A_NETWORKWATCHERRG/NETWORKWATCHER_WESTUS_LABS/y=2026/m=11/d=22/h=10/m=00/macAddress=000D3A359573/PT1H.json';
    expect(blobOrigin(path)).toEqual({
      cloud: 'azure',
      source: path,
      accountId: 'c088dc46-d692-42ad-a4b6-9a542d28ad2a',
      region: 'westus',
      flowLogId: 'LABS',
      day: '2026-11-22',
    });
    expect(blobOrigin('a.json')).toEqual({ cloud: 'azure', source: 'a.json' });
  });

  test('takes precedence over the values of a record', () => {
    const path =
      'flowLogResourceID=/11111111-2222-3333-A4B6-000000000000_RG/NETWORKWATCHER_EASTUS_X/y=2026/m=11/d=22/h=10/m=00/macAddress=000D3A359573/PT1H.json';
    const record = vnetRecord([TUPLE, 'x'], { flowLogGUID: undefined, flowLogResourceID: undefined });
    const { rows, rejects } = readBlob([blobOf(record)], path);
    const accountId = '11111111-2222-3333-a4b6-000000000000';
    expect(rows).toMatchObject([{ account_id: accountId, region: 'eastus', flow_log_id: 'X' }]);
    expect(rejects).toMatchObject([{ accountId, flowLogId: 'X' }]);
  });
});

describe('a record', () => {
  test.each([
    ['without a category', { category: undefined }, 'the record has no category'],
    [
      'of another category',
      { category: 'AuditEvent' },
      'the record has the category "AuditEvent"; expected FlowLogFlowEvent or NetworkSecurityGroupFlowEvent',
    ],
    ['of another version', { flowLogVersion: 5 }, 'the record has the unsupported version 5; supported: 4'],
    ['without flows', { flowRecords: {} }, 'the record has no array "flows" in its flowRecords'],
    [
      'with the NSG category and VNet content',
      { category: 'NetworkSecurityGroupFlowEvent' },
      'the record has no version; supported: 1, 2',
    ],
  ])('%s is one reject', (_what, more, detail) => {
    const bad = vnetRecord([TUPLE, TUPLE, TUPLE], more);
    const { rows, rejects } = readBlob([blobOf(vnetRecord([TUPLE]), bad, vnetRecord([OTHER]))]);
    expect(rows.map(({ source_row }) => source_row)).toEqual([1n, 3n]);
    expect(rejects).toMatchObject([{ sourceRow: 2n, raw: JSON.stringify(bad) }]);
    expect(rejects[0]?.detail).toMatch(detail);
  });

  test('with a broken group gives rows for the other groups', () => {
    const record = vnetRecord([]);
    record.flowRecords = {
      flows: [
        {
          aclID: 'unspecified',
          flowGroups: [{ rule: 'unspecified', flowTuples: [TUPLE] }, { rule: 'b' }, null],
        },
        { aclID: 'x' },
        7,
        { flowGroups: [{ flowTuples: [OTHER] }] },
      ],
    };
    const { rows, rejects } = readBlob([blobOf(record)]);
    expect(rows.map((row) => [row.source_row, row.acl_id, row.rule])).toEqual([
      [1n, 'unspecified', 'unspecified'],
      [6n, null, null],
    ]);
    expect(rejects.map(({ code, raw }) => [code, raw])).toEqual(
      ['{"rule":"b"}', 'null', '{"aclID":"x"}', '7'].map((raw) => [RejectCode.NOT_A_RECORD, raw]),
    );
  });

  test('may contain the flow log as resourceId, double slashes, and no target', () => {
    const { flowLogResourceID, ...more } = vnetRecord([TUPLE]);
    const resourceId = String(flowLogResourceID).replace('/RESOURCEGROUPS', '//RESOURCEGROUPS');
    const { rows } = readBlob([
      blobOf({ ...more, resourceId, targetResourceID: undefined, flowLogGUID: undefined }),
    ]);
    expect(rows).toMatchObject([
      {
        region: 'westus',
        flow_log_id: String(flowLogResourceID).toLowerCase(),
        resource_id: null,
        network_id: null,
      },
    ]);
  });

  test.each([
    ['virtualNetworks/Net', { network_id: /virtualnetworks\/net$/, subnet_id: null, interface_id: null }],
    ['networkInterfaces/Nic', { network_id: null, subnet_id: null, interface_id: /networkinterfaces\/nic$/ }],
  ])('with the target %s sets the matching columns', (target, expected) => {
    const id = `/subscriptions/c088dc46-d692-42ad-a4b6-9a542d28ad2a/resourceGroups/RG/providers/Microsoft.Network/${target}`;
    const [row] = readBlob([blobOf(vnetRecord([TUPLE], { targetResourceID: id }))]).rows;
    expect(row?.resource_id).toBe(id.toLowerCase());
    for (const [column, value] of Object.entries(expected)) {
      if (value === null) expect(row?.[column as 'network_id']).toBeNull();
      else expect(row?.[column as 'network_id']).toMatch(value);
    }
  });

  test('without tuples has no count', () => {
    const { sink, progress } = readBlocks([[blobOf(vnetRecord([]))]]);
    expect([sink.rows, sink.rejects, sink.duplicates]).toEqual([[], [], 0]);
    expect(progress).toEqual({ tuples: 0n, records: [expect.stringMatching(/^[\w-]{22}$/)] });
  });

  test('that is a duplicate gives no rows, also in another block', () => {
    const first = vnetRecord([TUPLE, TUPLE]);
    const second = vnetRecord([OTHER]);
    const blocks = [first, second, first, second].map((record) => `,${JSON.stringify(record)}`);
    for (const groups of [[blocks], blocks.map((block) => [block])]) {
      const { sink, progress } = readBlocks(groups);
      expect(sink.rows.map(({ source_row }) => source_row)).toEqual([1n, 2n, 3n]);
      expect(sink.duplicates).toBe(3);
      expect(progress.tuples).toBe(6n);
      expect(progress.records).toHaveLength(2);
    }
  });

  test('is a duplicate regardless of blanks and the order of keys', () => {
    const record = vnetRecord([TUPLE]);
    const reversed = Object.fromEntries(Object.entries(record).reverse());
    const again = [JSON.stringify(record, undefined, 2), JSON.stringify(reversed)];
    const { rows, duplicates } = readBlob([`{"records":[${[JSON.stringify(record), ...again].join()}]}`]);
    expect([rows.length, duplicates]).toEqual([1, 2]);
  });

  test.each([
    { time: '2026-11-22T10:00:59.1Z' },
    { macAddress: '000D3A999999' },
    { targetResourceID: '/subscriptions/x' },
  ])('that differs in %o is not a duplicate', (more) => {
    const { rows, duplicates } = readBlob([blobOf(vnetRecord([TUPLE]), vnetRecord([TUPLE], more))]);
    expect([rows.length, duplicates]).toEqual([2, 0]);
  });

  test('that is truncated is a reject with its bytes', () => {
    const text = blobOf(vnetRecord([TUPLE]), vnetRecord([OTHER])).slice(0, -20);
    const { rows, rejects } = readBlob([text]);
    expect(rows).toHaveLength(1);
    expect(rejects).toMatchObject([
      { sourceRow: 2n, code: RejectCode.NOT_A_RECORD, detail: 'the record is truncated' },
    ]);
    expect(text).toContain(rejects[0]?.raw);
  });

  test('that is not valid UTF-8 is a reject with its bytes', () => {
    const text = Buffer.from(blobOf(vnetRecord([TUPLE], { x: '~' })));
    text[text.indexOf('~')] = 0xff;
    const { rejects } = readBlob([text]);
    expect(rejects).toMatchObject([{ code: RejectCode.NOT_UTF8 }]);
    expect(text.includes(Buffer.from(rejects[0]?.rawBytes ?? []))).toBe(true);
  });
});

describe.runIf(hasFixtures)('published records', () => {
  test('the VNet sample gives the documented rows', () => {
    const { rows, rejects } = read('microsoft-docs/vnet-v4-sample.json');
    expect([rows.length, rejects.length]).toEqual([19, 0]);
    expect(sums(rows)).toEqual({
      packetsOut: 33n,
      bytesOut: 4528n,
      packetsIn: 44n,
      bytesIn: 43292n,
      unmeasured: 14,
    });
    expect(new Set(rows.map(({ region }) => region))).toEqual(new Set(['eastus2euap']));
  });

  test('the bandwidth example gives the documented sums for VNet and NSG records', () => {
    const { tuples, expected } = JSON.parse(String(fixture('microsoft-docs/vnet-v4-bandwidth.json')));
    const asNsg = tuples.map((tuple: string) => tuple.replace(/,6,I,([BCE]),NX/, ',T,I,A,$1'));
    for (const record of [vnetRecord(tuples), nsgRecord(2, asNsg)]) {
      const { rows, rejects } = readBlob([blobOf(record)]);
      expect([rows.length, rejects.length]).toEqual([3, 0]);
      const { packetsOut, bytesOut, packetsIn, bytesIn } = sums(rows);
      expect(packetsOut + packetsIn).toBe(9125n);
      expect(bytesOut + bytesIn).toBe(5_256_000n);
      expect({ total_packets: 9125, total_bytes: 5_256_000 }).toEqual(expected);
    }
  });

  test('the NSG samples give the documented rows', () => {
    const first = read('microsoft-docs/nsg-v1-sample.json');
    expect([first.rows.length, first.rejects.length]).toEqual([12, 0]);
    expect(sums(first.rows)).toMatchObject({ bytesOut: 0n, unmeasured: 12 });
    const second = read('microsoft-docs/nsg-v2-sample.json');
    expect([second.rows.length, second.rejects.length]).toEqual([11, 0]);
    expect(sums(second.rows)).toEqual({
      packetsOut: 46n,
      bytesOut: 25533n,
      packetsIn: 37n,
      bytesIn: 21128n,
      unmeasured: 8,
    });
  });

  test('records within a record are read', () => {
    const { rows, rejects } = read('microsoft-docs/nsg-v1-sample.as-printed-nested.json');
    expect([rows.length, rejects.length]).toEqual([12, 0]);
    const withoutPosition = (all: typeof rows) => all.map(({ source_row: _, ...row }) => row);
    expect(withoutPosition(rows)).toEqual(withoutPosition(read('microsoft-docs/nsg-v1-sample.json').rows));
  });

  test('real records of a subnet, each written twice, give each row once', () => {
    const { rows, rejects, duplicates } = read('sumologic-azure/blob_fixtures_subnetflowlogs.json');
    expect([rows.length, rejects.length, duplicates]).toEqual([34, 0, 34]);
    // equal tuples in one array are two rows
    const { packetsOut, bytesOut, packetsIn, bytesIn } = sums(rows);
    expect([packetsOut, bytesOut, packetsIn, bytesIn]).toEqual([31n, 15882n, 29n, 12350n]);
    expect(
      rows.filter(({ action }) => action === 'reject').every(({ bytes_out }) => bytes_out === null),
    ).toBe(true);
  });

  test('real records of a network security group give the expected rows', () => {
    const { rows, rejects, duplicates } = read('sumologic-azure/blob_fixtures.json');
    expect([rows.length, rejects.length, duplicates]).toEqual([153, 0, 0]);
    expect(sums(rows)).toEqual({
      packetsOut: 173n,
      bytesOut: 71455n,
      packetsIn: 13n,
      bytesIn: 6490n,
      unmeasured: 111,
    });
    expect(rows.filter(({ action }) => action === 'reject')).toHaveLength(75);
  });

  test('of the tuples of another reader two are rejects', () => {
    const lines = String(fixture('newrelic-azure-vnet/tuple-cases.jsonl')).trim().split('\n');
    const { rows, rejects } = readBlob([blobOf(vnetRecord(lines.map((line) => JSON.parse(line).tuple)))]);
    expect(rows.map(({ source_row }) => source_row)).toEqual([1n, 2n, 3n, 6n]);
    expect(rejects.map(({ code }) => code)).toEqual([RejectCode.TOO_FEW_FIELDS, RejectCode.TOO_FEW_FIELDS]);
    expect(rows[1]).toMatchObject({
      action: 'reject',
      packets_out: 1n,
      bytes_out: 64n,
      packets_in: 0n,
      bytes_in: 0n,
    });
  });

  test('fragments of another reader without a category are rejects', () => {
    for (const line of String(fixture('newrelic-azure-vnet/fragments.jsonl')).trim().split('\n')) {
      const { fragment, records } = JSON.parse(line);
      // none of these has a category
      expect(readBlob([fragment]).rejects).toHaveLength(records);
    }
  });
});
