import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TgwField, VpcField } from '../../../aws/fields';
import type { FlowRow } from '../../../flows/columns';
import { OCSF_NETWORK_ACTIVITY } from '../../../flows/views/ocsf';
import { sql } from '../../support/duckdb';
import { type HandRow, withFlows } from '../../support/flow-rows';
import { readForm, readLines, temporaryDirectory } from '../../support/normalized';

const ORIGIN = { source: 'raw.log', accountId: '123456789012', region: 'eu-west-1', flowLogId: 'fl-1' };

/** Any value of each field that has no value of its own below. */
const FULL: Readonly<Record<string, string>> = {
  ...{ version: '11', 'account-id': '210987654321', 'interface-id': 'eni-1', srcaddr: '10.0.0.1', dstaddr: '203.0.113.9' },
  ...{ srcport: '50000', dstport: '443', protocol: '6', packets: '10', bytes: '9223372036854775807', start: '1795341600' },
  ...{ end: '1795341659', action: 'ACCEPT', 'log-status': 'OK', 'vpc-id': 'vpc-1', 'subnet-id': 'subnet-1' },
  ...{ 'instance-id': 'i-1', 'tcp-flags': '19', type: 'IPv4', 'pkt-srcaddr': '10.0.9.9', 'pkt-dstaddr': '203.0.113.9' },
  ...{ region: 'eu-west-1', 'az-id': 'euw1-az1', 'pkt-src-aws-service': 'S3', 'flow-direction': 'egress' },
  ...{ 'traffic-path': '8', 'encryption-status': '3', 'ecs-cluster-name': 'cluster', 'sublocation-type': 'outpost' },
  ...{ 'reject-reason': 'BPA', 'resource-id': 'nat-1', 'next-hop-az-id': 'euw1-az2', 'instance-tag': 'a%20b' },
}; // biome-ignore format: a field a line is too long

const GATEWAY: Readonly<Record<string, string>> = {
  ...{ version: '6', 'resource-type': 'TransitGateway', 'account-id': '123456789012', 'tgw-id': 'tgw-1' },
  ...{ 'tgw-attachment-id': 'tgw-attach-1', 'tgw-src-vpc-account-id': '123456789012', 'tgw-src-vpc-id': 'vpc-1' },
  ...{ 'tgw-dst-vpc-id': 'vpc-2', 'tgw-src-subnet-id': 'subnet-1', 'tgw-src-eni': 'eni-1', 'tgw-dst-eni': 'eni-2' },
  ...{ srcaddr: '10.0.0.1', dstaddr: '10.1.0.1', srcport: '50000', dstport: '53', protocol: '17', packets: '1', bytes: '60' },
  ...{ start: '1795341600', end: '1795341659', 'log-status': 'OK', type: 'IPv4', 'packets-lost-no-route': '3' },
  ...{ region: 'eu-west-1', 'flow-direction': 'ingress', 'tgw-src-az-id': 'euw1-az1' },
}; // biome-ignore format: a field a line is too long

const NO_TRAFFIC = Object.fromEntries(
  [
    'srcaddr',
    'dstaddr',
    'srcport',
    'dstport',
    'protocol',
    'packets',
    'bytes',
    'action',
    'tcp-flags',
    'type',
  ].map((name) => [name, '-']),
);
const QUIET = {
  ...{ ...NO_TRAFFIC, 'pkt-srcaddr': '-', 'pkt-dstaddr': '-', 'flow-direction': '-', 'traffic-path': '-' },
  ...{ 'log-status': 'NODATA', 'pkt-src-aws-service': '-', 'reject-reason': '-', 'encryption-status': '-' },
};

/** The records of a VPC flow log, and what the round trip changes in their rows. */
const RECORDS: [string, Record<string, string>, Partial<FlowRow>][] = [
  ['with every field', {}, { pkt_dst_addr: null }],
  ['ingress', { 'flow-direction': 'ingress', 'traffic-path': '-' }, { pkt_dst_addr: null }],
  ['without direction', { 'flow-direction': '-' }, { pkt_dst_addr: null }],
  ['rejected', { action: 'REJECT', 'tcp-flags': '2' }, { pkt_dst_addr: null }],
  ['without a verdict', { action: '-' }, { pkt_dst_addr: null }],
  // 0 is not a port
  ['ICMP', { protocol: '1', srcport: '0', dstport: '0' }, { pkt_dst_addr: null, src_port: null, dst_port: null }],
  ['without a start', { start: '-' }, { pkt_dst_addr: null }],
  ['without an end', { end: '-' }, { pkt_dst_addr: null }],
  ['without a type', { type: '-' }, { pkt_dst_addr: null }],
  ['IPv6', { srcaddr: '2001:db8::1', dstaddr: '2001:db8::2', 'pkt-srcaddr': '-', 'pkt-dstaddr': '-', type: 'IPv6' }, {}],
  ['nodata', QUIET, {}],
  ['skipdata', { ...QUIET, 'log-status': 'SKIPDATA' }, {}],
  ['of a shared VPC', { 'account-id': 'unknown' }, { pkt_dst_addr: null }],
]; // biome-ignore format: a record a line

async function rowsOf(
  names: readonly string[],
  records: readonly Record<string, string>[],
): Promise<FlowRow[]> {
  const lines = records.map((record) => names.map((name) => record[name] ?? '-').join(' '));
  const { rows, rejects } = await readLines(`${names.join(' ')}\n${lines.join('\n')}\n`, { origin: ORIGIN });
  expect(rejects).toEqual([]);
  return rows;
}

/** Writes the events of rows as Parquet, or as JSON lines. */
async function eventsOf(rows: readonly FlowRow[], format: string): Promise<Buffer> {
  const path = join(temporaryDirectory(), 'events');
  const time = (value: unknown) =>
    typeof value === 'bigint' ? new Date(Number(value)).toISOString().slice(0, -1) : null;
  const written = rows.map((row) => ({
    ...row,
    start_time: time(row.start_time),
    end_time: time(row.end_time),
    day: '2026-11-22',
  }));
  const view = OCSF_NETWORK_ACTIVITY.sql('duckdb');
  const query = `${withFlows(written as unknown as HandRow[])} select * from (${view}) events order by metadata.sequence`;
  await sql(`copy (${query}) to '${path}' (format ${format})`);
  return readFileSync(path);
}

describe('rows become OCSF events and rows again', () => {
  test.each(['parquet', 'json', 'json, array true'])('in %s', async (format) => {
    const names = [...VpcField.all().map(({ name }) => name), 'new-field'];
    const records = RECORDS.map(([, record]) => ({ ...FULL, 'new-field': 'new', ...record }));
    const rows = await rowsOf(names, records);
    const read = await readForm(await eventsOf(rows, format), { origin: { source: 'events' } });
    expect(read.rejects).toEqual([]);
    expect(read.rows).toHaveLength(rows.length);
    for (const [index, [kind, , changes]] of RECORDS.entries()) {
      const row = rows[index] as FlowRow;
      const expected = { ...row, source: 'events', source_row: BigInt(index + 1), ...changes };
      expect({ kind, ...read.rows[index] }).toEqual({ kind, ...expected });
    }
  });

  test.each(['parquet', 'json'])('of transit gateways in %s', async (format) => {
    const names = TgwField.all().map(({ name }) => name);
    const quiet = {
      ...GATEWAY,
      ...NO_TRAFFIC,
      'log-status': 'NODATA',
      'flow-direction': '-',
      'tgw-src-eni': '-',
    };
    const rows = await rowsOf(names, [GATEWAY, quiet]);
    const read = await readForm(await eventsOf(rows, format), { origin: { source: 'events' } });
    expect(read.rejects).toEqual([]);
    expect(read.rows).toEqual(
      rows.map((row, index) => ({ ...row, source: 'events', source_row: BigInt(index + 1) })),
    );
  });
});
