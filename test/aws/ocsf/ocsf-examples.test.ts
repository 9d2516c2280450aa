import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FlowRow } from '../../../flows/columns';
import { FIXTURES, hasFixtures } from '../../support/fixtures';
import { readForm, readLines } from '../../support/normalized';
import { expectSame } from '../both-readers';

/** A network event of AWS. */
const EVENT = {
  ...{ class_uid: 4001, activity_id: 6, time: 1_795_341_600_000, metadata: { version: '1.1.0' } },
  ...{ cloud: { provider: 'AWS' }, src_endpoint: { ip: '192.0.2.1' }, dst_endpoint: { ip: '192.0.2.2' } },
}; // biome-ignore format: one line

function read(...events: readonly unknown[]) {
  return readForm(events.map((event) => JSON.stringify(event)).join('\n'));
}

async function rowOf(event: object): Promise<FlowRow> {
  const { rows, rejects } = await read({ ...EVENT, ...event });
  expect(rejects).toEqual([]);
  expect(rows).toHaveLength(1);
  return rows[0] as FlowRow;
}

/** Columns that the two forms of an example cannot share. */
const OTHER = ['source', 'source_row', 'interface_id', 'pkt_src_addr', 'pkt_dst_addr', 'log_type'] as const;

function comparable(row: FlowRow | undefined) {
  return { ...row, ...Object.fromEntries(OTHER.map((name) => [name, null])) };
}

describe.skipIf(!hasFixtures)('the events that AWS published', () => {
  test.each(['v1.0.0-rc.2', 'v1.1.0', 'v1.5.0'])('of %s give the row of the raw record', async (version) => {
    const directory = join(FIXTURES, 'ocsf-examples', version);
    const raw = readFileSync(join(directory, 'vpcflowlog.raw'), 'utf8').trim();
    const [header = '', record = ''] = raw.split('\n').map((line) => line.replaceAll(',', ' '));
    const expected = await readLines(`${header.replaceAll('_', '-')}\n${record}\n`);
    const { rows, rejects } = await readForm(readFileSync(join(directory, 'vpcflowlog.ocsf')));
    expect([rejects, rows.length, expected.rows.length]).toEqual([[], 1, 1]);
    expect(comparable(rows[0])).toEqual(comparable(expected.rows[0]));
  });

  test('and those of another project are read', async () => {
    const bytes = readFileSync(join(FIXTURES, 'msaad00-vpc/vpc_flow_logs_sample.ocsf.jsonl'));
    const { rows, rejects } = await readForm(bytes);
    expect(rejects).toEqual([]);
    expect(rows[0]).toMatchObject({
      ...{ account_id: '111122223333', src_addr: '10.0.1.100', dst_port: 22, packets_out: 12n, tcp_flags: 2 },
      ...{ direction: 'egress', interface_id: 'eni-0a1b2c3d4e5f6g7h8', action: 'accept', initiator: 'src' },
    });
  });
});

describe('events', () => {
  const gateway = { unmapped: { tgw_id: 'tgw-1' }, metadata: { version: '1.1.0', log_name: 'tgw' } };
  const events = [
    {},
    { unmapped: { new_field: 'a b' } },
    gateway,
    { class_uid: 1 },
    { traffic: { bytes: 'x' } },
    gateway,
    {},
  ];
  const bytes = Buffer.from(JSON.stringify(events.map((event) => ({ ...EVENT, ...event }))));

  test('of several kinds give the same rows with the kernel and with the reference reader', async () => {
    const { result } = await expectSame({ source: 'events.json', bytes });
    expect(result?.summary).toMatchObject({ records: 7, rows: 5, rejects: 2 });
  });

  test('truncated anywhere are an error', async () => {
    for (let length = 1; length < bytes.length; length += 7) {
      await expect(readForm(bytes.subarray(0, length)), `${length}`).rejects.toMatchObject({
        name: 'InputError',
      });
    }
  });
});

describe('an event', () => {
  test('keeps all digits of a counter', async () => {
    const text = JSON.stringify({ ...EVENT, traffic: { bytes: 1, packets: 2 } }).replace(
      '"bytes":1',
      '"bytes":9007199254740993',
    );
    const { rows } = await readForm(text);
    expect(rows).toMatchObject([{ bytes_out: 9_007_199_254_740_993n, packets_out: 2n }]);
  });

  test.each([
    [{ action_id: 1 }, 'accept'],
    [{ disposition_id: 2 }, 'reject'],
    [{ action: 'REJECT' }, 'reject'],
    [{ activity_id: 5 }, 'reject'],
    [{ activity_id: 6 }, 'accept'],
    [{ activity_id: 99 }, null],
    [{ action_id: null }, null],
    // 7 is the activity Listen, which is no verdict
    [{ activity_id: 7 }, null],
  ])('with %j has the verdict %s', async (attributes, action) => {
    expect(await rowOf(attributes)).toMatchObject({ action });
  });

  test('has null for what it does not carry', async () => {
    const found = Object.entries(await rowOf({})).filter(([, value]) => value !== null);
    expect(Object.fromEntries(found)).toEqual({
      ...{
        cloud: 'aws',
        log_type: 'vpc',
        source: 'test.log',
        source_row: 1n,
        start_time: 1_795_341_600_000n,
      },
      ...{ src_addr: '192.0.2.1', dst_addr: '192.0.2.2', ip_version: 4, action: 'accept' },
    });
  });

  test('has unknown members of `unmapped` in extra, and an unknown status too', async () => {
    const row = await rowOf({ unmapped: { new_field: 'a b', list: [1] }, status_code: 'Fine' });
    expect(JSON.parse(row.extra ?? '')).toEqual({ 'new-field': 'a b', list: '[1]', 'status-code': 'Fine' });
  });

  test.each([
    [
      { cloud: { provider: 'Azure' } },
      'the event is of the cloud "Azure", and only events of AWS can be read',
    ],
    [{ class_uid: 4003 }, 'the event has the OCSF class "4003"; flow logs have the class 4001'],
    [{ traffic: { bytes: -1 } }, 'bytes: "-1" is not a whole number'],
    [{ unmapped: { tgw_id: 'tgw-1', reject_reason: 'BPA' } }, 'mixes fields of VPC and transit gateway'],
  ])('with %j is a reject, and its neighbours are read', async (attributes, problem) => {
    const { rows, rejects, records } = await read(EVENT, { ...EVENT, ...attributes }, EVENT);
    expect(rows.map(({ source_row }) => source_row)).toEqual([1n, 3n]);
    expect(rejects).toMatchObject([{ sourceRow: 2n, detail: expect.stringContaining(problem) }]);
    expect(records).toBe(3);
  });
});
