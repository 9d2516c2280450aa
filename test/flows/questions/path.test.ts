import { expect, test } from 'vitest';
import { askQuestion, type HandRow, request } from '../../support/flow-rows';

function leaving(row: HandRow): HandRow {
  return request({ direction: 'egress', az_id: 'use1-az1', next_hop_az_id: 'use1-az2', ...row });
}

test('cross-az-traffic counts traffic to another zone at one end', async () => {
  const rows = [
    leaving({ bytes_out: 1_500_000_000 }),
    leaving({ bytes_out: 500_000_000 }),
    leaving({ next_hop_interface_type: 'nat_gateway' }),
    // the same bytes at their arrival, the same zone, a rejection, no visible next hop
    leaving({ direction: 'ingress' }),
    leaving({ next_hop_az_id: 'use1-az1' }),
    leaving({ action: 'reject' }),
    leaving({ next_hop_az_id: null }),
  ];
  const zones = { az_id: 'use1-az1', next_hop_az_id: 'use1-az2' };
  expect(await askQuestion('cross-az-traffic', rows)).toEqual([
    { ...zones, next_hop_interface_type: null, bytes_out: 2_000_000_000, gb_out: 2, records: 2 },
    { ...zones, next_hop_interface_type: 'nat_gateway', bytes_out: 100, gb_out: 0, records: 1 },
  ]);
});

test('nat-gateway-talkers sums egress traffic by ECS service, else by address', async () => {
  const web = { ecs_cluster_name: 'shop', ecs_service_name: 'web' };
  const out = { src_addr: '10.0.1.5', dst_addr: '198.51.100.1', next_hop_interface_type: 'nat_gateway' };
  const rows = [
    leaving({ ...out, ...web }),
    leaving({ ...out, ...web, src_addr: '10.0.1.6', dst_addr: '198.51.100.2' }),
    leaving({ ...out, bytes_out: 150, next_hop_interface_type: 'regional_nat_gateway' }),
    // ingress, the interface of the gateway, another next hop, a rejection
    leaving({ ...out, direction: 'ingress' }),
    leaving({ ...out, interface_type: 'nat_gateway' }),
    leaving({ ...out, next_hop_interface_type: 'vpc_endpoint' }),
    leaving({ ...out, action: 'reject' }),
  ];
  const none = { ecs_cluster_name: null, ecs_service_name: null };
  expect(await askQuestion('nat-gateway-talkers', rows)).toEqual([
    { ...web, source: null, destinations: 2, bytes_out: 200, packets_out: 2, records: 2 },
    { ...none, source: '10.0.1.5', destinations: 1, bytes_out: 150, packets_out: 1, records: 1 },
  ]);
});

/** A record of a transit gateway, from one attachment to another. */
function passing(row: HandRow = {}): HandRow {
  return request({
    log_type: 'tgw',
    interface_id: null,
    action: null,
    tgw_id: 'tgw-1',
    tgw_attachment_id: 'a',
    tgw_pair_attachment_id: 'b',
    direction: 'ingress',
    packets_lost_no_route: 0,
    packets_lost_blackhole: 0,
    packets_lost_mtu_exceeded: 0,
    packets_lost_ttl_expired: 0,
    ...row,
  });
}

test('transit-gateway-pairs has separate rows for each direction', async () => {
  const rows = [passing(), passing(), passing({ direction: 'egress' }), request()];
  const pair = { tgw_id: 'tgw-1', tgw_attachment_id: 'a', tgw_pair_attachment_id: 'b' };
  expect(await askQuestion('transit-gateway-pairs', rows)).toEqual([
    { ...pair, direction: 'ingress', bytes_out: 200, bytes_in: null, packets_out: 2, records: 2 },
    { ...pair, direction: 'egress', bytes_out: 100, bytes_in: null, packets_out: 1, records: 1 },
  ]);
});

test('transit-gateway-losses has each reason', async () => {
  const rows = [
    passing({ packets_lost_no_route: 3 }),
    passing({ packets_lost_blackhole: 4, packets_lost_ttl_expired: 1 }),
    passing({ tgw_attachment_id: 'c', packets_lost_mtu_exceeded: 2 }),
    passing(),
    request(),
  ];
  expect(await askQuestion('transit-gateway-losses', rows)).toMatchObject([
    {
      tgw_attachment_id: 'a',
      no_route: 3,
      blackhole: 4,
      mtu_exceeded: 0,
      ttl_expired: 1,
      lost: 8,
      packets_out: 2,
    },
    {
      tgw_attachment_id: 'c',
      no_route: 0,
      blackhole: 0,
      mtu_exceeded: 2,
      ttl_expired: 0,
      lost: 2,
      packets_out: 1,
    },
  ]);
});
