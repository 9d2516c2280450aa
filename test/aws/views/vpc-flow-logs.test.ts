import { expect, test } from 'vitest';
import { VPC_FLOW_LOGS } from '../../../aws/views/vpc-flow-logs';
import { askRows, type HandRow, measuredBothWays, quiet, request } from '../../support/flow-rows';
import { PUBLISHED_QUERIES } from './published-queries';

/**
 * Names and types of the columns in AWS's statement, in order.
 *
 * Source: Amazon Athena User Guide, "Create a table for Amazon VPC flow logs and query it".
 */
const AWS_COLUMNS =
  'version int, account_id string, interface_id string, srcaddr string, dstaddr string, srcport int, dstport int, ' +
  'protocol bigint, packets bigint, bytes bigint, start bigint, end bigint, action string, log_status string, ' +
  'vpc_id string, subnet_id string, instance_id string, tcp_flags int, type string, pkt_srcaddr string, ' +
  'pkt_dstaddr string, region string, az_id string, sublocation_type string, sublocation_id string, ' +
  'pkt_src_aws_service string, pkt_dst_aws_service string, flow_direction string, traffic_path int';

const view = (rows: readonly HandRow[], query = 'select * from vpc_flow_logs') =>
  askRows(rows, `, vpc_flow_logs as (${VPC_FLOW_LOGS.sql('duckdb')}) ${query}`);

test('has the columns of AWS, in order and with their types', () => {
  const hive: Record<string, string> = { varchar: 'string', integer: 'int' };
  const columns = VPC_FLOW_LOGS.columns.map(({ name, type }) => `${name} ${hive[type as string] ?? type}`);
  expect(columns.slice(0, 29).join(', ')).toBe(AWS_COLUMNS);
  expect(columns.slice(29)).toEqual([
    'accid string',
    'date date',
    'day string',
    'year string',
    'month string',
    'hour string',
  ]);
});

test('has the values of AWS: capitals, seconds, and the partitions of its tables', async () => {
  const row = request({
    version: 5,
    owner_account_id: 'unknown',
    start_time: '2026-11-22 09:30:00',
    bytes_out: 9_223_372_036_854_775_807n,
    traffic_path: 8,
    direction: 'egress',
  });
  expect(await view([row])).toEqual([
    {
      version: 5,
      account_id: 'unknown',
      interface_id: 'eni-1',
      srcaddr: '203.0.113.9',
      dstaddr: '10.0.1.5',
      srcport: 50_000,
      dstport: 443,
      protocol: 6,
      packets: 1,
      bytes: '9223372036854775807',
      start: Date.UTC(2026, 10, 22, 9, 30) / 1000,
      end: Date.UTC(2026, 10, 22, 10, 0, 59) / 1000,
      action: 'ACCEPT',
      log_status: 'OK',
      vpc_id: null,
      subnet_id: null,
      instance_id: null,
      tcp_flags: null,
      type: null,
      pkt_srcaddr: null,
      pkt_dstaddr: null,
      region: 'eu-west-1',
      az_id: null,
      sublocation_type: null,
      sublocation_id: null,
      pkt_src_aws_service: null,
      pkt_dst_aws_service: null,
      flow_direction: 'egress',
      traffic_path: 8,
      accid: '123456789012',
      date: '2026-11-22',
      day: '2026/11/22',
      year: '2026',
      month: '11',
      hour: '09',
    },
  ]);
});

test('has only rows of VPC flow logs, including those without traffic', async () => {
  const rows = [request(), quiet('nodata'), request({ log_type: 'tgw' }), measuredBothWays()];
  expect(await view(rows, 'select log_status, action from vpc_flow_logs order by 1')).toEqual([
    { log_status: 'NODATA', action: null },
    { log_status: 'OK', action: 'ACCEPT' },
  ]);
});

test('the published queries use only their table, and columns of the view', () => {
  expect(PUBLISHED_QUERIES.length).toBeGreaterThan(0);
  for (const { table, sql } of PUBLISHED_QUERIES) expect(sql).toContain(` from ${table} `);
});

test.each(PUBLISHED_QUERIES.filter(({ sql }) => !/day_of_week|to_iso8601/.test(sql)))(
  '$title runs as AWS has published it',
  async ({ table, sql }) => {
    const rows = [
      '2020-05-04', '2021-01-15', '2021-02-05', '2021-03-05', '2021-04-05',
    ].map((day) => request({
      start_time: `${day} 01:00:00`, src_addr: '10.117.1.22', dst_addr: '10.0.1.14', action: 'reject',
    })); // biome-ignore format: a list
    const lastWeek = {
      ...rows[0],
      start_time: new Date(Date.now() - 86_400_000).toISOString().slice(0, 19).replace('T', ' '),
    };
    const answer = await view([...rows, lastWeek], sql.replaceAll(table, 'vpc_flow_logs'));
    expect(answer.length).toBeGreaterThan(0);
  },
);
