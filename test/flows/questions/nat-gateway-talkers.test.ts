import { describe, expect, test } from 'vitest';
import { askQuestion, type HandRow, request } from '../../support/flow-rows';

const GB = 1_000_000_000;
const [APP, NAT, S3] = ['10.0.1.5', '10.0.2.9', '198.51.100.80'];
const BASE: HandRow = { network_id: 'vpc-1', src_port: 40_000, dst_port: 443 };

/** A record of an address that sends, by the direction at the interface. */
function sending(from: string, to: string, row: HandRow): HandRow {
  const isForward = from === APP || (from === NAT && to === S3);
  const ports = isForward ? {} : { src_port: 443, dst_port: 40_000 };
  return request({
    ...BASE,
    ...ports,
    src_addr: from,
    dst_addr: to,
    pkt_src_addr: from,
    pkt_dst_addr: to,
    ...row,
  });
}

const AT_CLIENT = { interface_id: 'eni-app', instance_id: 'i-app' };
const CLIENT = [
  sending(APP, S3, { ...AT_CLIENT, direction: 'egress', bytes_out: 100 * GB, next_hop_interface_type: 'nat_gateway', next_hop_interface_id: 'eni-nat' }),
  sending(S3, APP, { ...AT_CLIENT, direction: 'ingress', bytes_out: 20 * GB }),
]; // biome-ignore format: a record a line

const AT_GATEWAY = { interface_id: 'eni-nat', interface_type: 'nat_gateway' };
const GATEWAY = [
  sending(APP, NAT, { ...AT_GATEWAY, direction: 'ingress', pkt_dst_addr: S3, bytes_out: 100 * GB }),
  sending(NAT, S3, { ...AT_GATEWAY, direction: 'egress', src_port: 1025, bytes_out: 100 * GB }),
  sending(S3, NAT, { ...AT_GATEWAY, direction: 'ingress', dst_port: 1025, bytes_out: 20 * GB }),
  sending(NAT, APP, { ...AT_GATEWAY, direction: 'egress', pkt_src_addr: S3, bytes_out: 20 * GB }),
]; // biome-ignore format: a record a line

const untyped = (rows: readonly HandRow[]) =>
  rows.map((row) => ({ ...row, interface_type: null, next_hop_interface_type: null }));

const ANSWER = {
  cloud: 'aws',
  account_id: '123456789012',
  network_id: 'vpc-1',
  gateway: 'eni-nat',
  source: APP,
  ecs_cluster_name: null,
  ecs_service_name: null,
  destination: S3,
  sent: 100 * GB,
  received: 20 * GB,
  charged_gb: 120,
};

describe('nat-gateway-talkers', () => {
  test.each([
    ['the client and the gateway', [...CLIENT, ...GATEWAY]],
    ['the gateway', GATEWAY],
    ['the client', CLIENT],
    ['the gateway, without types of interfaces', untyped(GATEWAY)],
    ['both, without types of interfaces', untyped([...CLIENT, ...GATEWAY])],
    ['two flow logs', [...CLIENT, ...GATEWAY].flatMap((row) => ['fl-1', 'fl-2'].map((flow_log_id) => ({ ...row, flow_log_id })))],
  ])('counts both directions once, as %s log them', async (_, rows) => {
    expect(await askQuestion('nat-gateway-talkers', rows)).toEqual([ANSWER]);
  }); // biome-ignore format: a case a line

  test('names the ECS service of a client', async () => {
    const web = { ecs_cluster_name: 'shop', ecs_service_name: 'web' };
    const rows = [...CLIENT.map((row) => ({ ...row, ...web })), ...GATEWAY];
    expect(await askQuestion('nat-gateway-talkers', rows)).toEqual([{ ...ANSWER, ...web }]);
  });

  test('finds the client side of a regional gateway', async () => {
    const regional = {
      interface_id: null,
      resource_id: 'nat-1',
      interface_type: 'regional_nat_gateway',
      direction: null,
    };
    const rows = [
      request({ ...BASE, ...regional, src_addr: APP, dst_addr: S3, bytes_out: 100 * GB }),
      request({ ...BASE, ...regional, src_addr: '192.0.2.1', dst_addr: S3, bytes_out: 100 * GB }),
      request({ ...BASE, ...regional, src_addr: S3, dst_addr: '192.0.2.1', src_port: 443, dst_port: 1025, bytes_out: 20 * GB }),
      request({ ...BASE, ...regional, src_addr: S3, dst_addr: APP, src_port: 443, dst_port: 40_000, bytes_out: 20 * GB }),
    ]; // biome-ignore format: a record a line
    expect(await askQuestion('nat-gateway-talkers', rows)).toEqual([{ ...ANSWER, gateway: 'nat-1' }]);
  });

  test('omits other next hops, rejected records, and interfaces that translate nothing', async () => {
    const endpoint = { interface_id: 'eni-tgw', next_hop_interface_type: null };
    const rows = [
      ...CLIENT.map((row) => ({ ...row, next_hop_interface_type: 'vpc_endpoint' })),
      ...[...CLIENT, ...GATEWAY].map((row) => ({ ...row, action: 'reject', src_port: 40_001 })),
      // a transit gateway attachment forwards packets of others to public addresses, and has no traffic of its own
      sending(APP, '10.0.3.3', { ...endpoint, direction: 'ingress', pkt_dst_addr: S3 }),
      sending('10.0.3.3', APP, { ...endpoint, direction: 'egress', pkt_src_addr: S3, src_port: 443, dst_port: 40_000 }),
    ]; // biome-ignore format: a record a line
    expect(await askQuestion('nat-gateway-talkers', rows)).toEqual([]);
  });

  test('separates the clients of networks with equal ranges', async () => {
    const other = GATEWAY.map((row) => ({ ...row, network_id: 'vpc-2', interface_id: 'eni-nat-2' }));
    const rows = await askQuestion('nat-gateway-talkers', [...GATEWAY, ...other]);
    expect(rows).toEqual([ANSWER, { ...ANSWER, network_id: 'vpc-2', gateway: 'eni-nat-2' }]);
  });
});

/** Source of the expected figures: prices of 0.045 and 0.01 USD per GB. */
test('the bill of an app, a NAT gateway and a database in two zones', async () => {
  const [AZ1, AZ2] = ['use1-az1', 'use1-az2'];
  const [DB, WEB, REMOTE] = ['10.0.2.20', '10.0.1.7', '198.51.100.99'];
  const gb = (count: number) => ({ bytes_out: count * GB });
  const app = { ...AT_CLIENT, az_id: AZ1 };
  const nat = { ...AT_GATEWAY, az_id: AZ2 };
  const rows = [
    sending(APP, S3, { ...app, ...gb(100), direction: 'egress', next_hop_interface_type: 'nat_gateway', next_hop_interface_id: 'eni-nat', next_hop_az_id: AZ2 }),
    sending(S3, APP, { ...app, ...gb(20), direction: 'ingress' }),
    sending(APP, NAT, { ...nat, ...gb(100), direction: 'ingress', pkt_dst_addr: S3 }),
    sending(NAT, S3, { ...nat, ...gb(100), direction: 'egress', src_port: 1025 }),
    sending(S3, NAT, { ...nat, ...gb(20), direction: 'ingress', dst_port: 1025 }),
    sending(NAT, APP, { ...nat, ...gb(20), direction: 'egress', pkt_src_addr: S3, next_hop_az_id: AZ1 }),
    sending(APP, DB, { ...app, ...gb(50), direction: 'egress', src_port: 40_002, dst_port: 5432, next_hop_az_id: AZ2 }),
    sending(APP, DB, { ...gb(50), interface_id: 'eni-db', instance_id: 'i-db', az_id: AZ2, direction: 'ingress', src_port: 40_002, dst_port: 5432 }),
    sending(WEB, REMOTE, { ...gb(300), interface_id: 'eni-web', instance_id: 'i-web', az_id: AZ1, direction: 'egress' }),
    sending(REMOTE, WEB, { ...gb(5), interface_id: 'eni-web', instance_id: 'i-web', az_id: AZ1, direction: 'ingress' }),
  ]; // biome-ignore format: a record a line
  expect(await askQuestion('nat-gateway-talkers', rows)).toEqual([ANSWER]);
  const zones = await askQuestion('cross-az-traffic', rows);
  expect(zones).toMatchObject([
    { az_id: AZ1, next_hop_interface_type: 'nat_gateway', sent: 100 * GB, charged_gb: 200 },
    { az_id: AZ1, next_hop_interface_type: null, sent: 50 * GB, charged_gb: 100 },
    { az_id: AZ2, next_hop_interface_type: null, sent: 20 * GB, charged_gb: 40 },
  ]);
  const usd =
    ANSWER.charged_gb * 0.045 + zones.reduce((sum, row) => sum + (row.charged_gb as number), 0) * 0.01;
  expect(usd).toBeCloseTo(5.4 + 1 + 2.4, 9);
});
