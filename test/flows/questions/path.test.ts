import { describe, expect, test } from 'vitest';
import { askQuestion, type HandRow, request } from '../../support/flow-rows';

const GB = 1_000_000_000;
const NETWORK = { cloud: 'aws', account_id: '123456789012', network_id: 'vpc-1' };

function leaving(row: HandRow): HandRow {
  return request({
    network_id: 'vpc-1',
    direction: 'egress',
    az_id: 'use1-az1',
    next_hop_az_id: 'use1-az2',
    ...row,
  });
}

describe('cross-az-traffic', () => {
  const zones = { az_id: 'use1-az1', next_hop_az_id: 'use1-az2' };

  test('counts traffic to another zone at the sending end, and doubles what AWS charges', async () => {
    const rows = [
      leaving({ bytes_out: 1.5 * GB }),
      leaving({ bytes_out: 0.5 * GB, src_port: 50_001 }),
      leaving({ next_hop_interface_type: 'nat_gateway' }),
      // the same bytes at their arrival, the same zone, a rejection, no visible next hop
      leaving({ direction: 'ingress' }),
      leaving({ next_hop_az_id: 'use1-az1' }),
      leaving({ action: 'reject' }),
      leaving({ next_hop_az_id: null }),
    ];
    expect(await askQuestion('cross-az-traffic', rows)).toEqual([
      { ...NETWORK, ...zones, next_hop_interface_type: null, sent: 2 * GB, charged_gb: 4 },
      { ...NETWORK, ...zones, next_hop_interface_type: 'nat_gateway', sent: 100, charged_gb: 0 },
    ]);
  });

  test.each(['transit_gateway', 'vpc_endpoint'])('charges nothing to a %s', async (type) => {
    expect(
      await askQuestion('cross-az-traffic', [
        leaving({ next_hop_interface_type: type, bytes_out: 7 * GB }),
        leaving({ bytes_out: 2 * GB }),
      ]),
    ).toMatchObject([
      { next_hop_interface_type: type, sent: 7 * GB, charged_gb: 0 },
      { next_hop_interface_type: null, sent: 2 * GB, charged_gb: 4 },
    ]);
  });

  test('counts the traffic of two flow logs once, and that of two interfaces twice', async () => {
    const rows = ['fl-1', 'fl-2'].flatMap((flow_log_id) => [
      leaving({ flow_log_id }),
      leaving({ flow_log_id, bytes_out: 50 }),
      leaving({ flow_log_id, interface_id: 'eni-2' }),
    ]);
    expect(await askQuestion('cross-az-traffic', rows)).toMatchObject([{ sent: 250 }]);
  });
});

/** A record of a transit gateway, from one attachment to another. */
function entering(row: HandRow = {}): HandRow {
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

/** The record of the same packets when they leave the gateway. */
function exiting(row: HandRow = {}): HandRow {
  return entering({ tgw_attachment_id: 'b', tgw_pair_attachment_id: 'a', direction: 'egress', ...row });
}

const REPLY = { src_addr: '10.0.1.5', dst_addr: '203.0.113.9', src_port: 443, dst_port: 50_000 };
const TGW = { cloud: 'aws', account_id: '123456789012', tgw_id: 'tgw-1' };
const PAIR = { ...TGW, tgw_attachment_id: 'a', tgw_pair_attachment_id: 'b' };

describe('transit-gateway-pairs', () => {
  test('has one row for both directions of a pair, and counts a packet once', async () => {
    const rows = [
      entering(),
      entering(),
      exiting({ bytes_out: 190 }),
      entering({ ...REPLY, tgw_attachment_id: 'b', tgw_pair_attachment_id: 'a', bytes_out: 1000 }),
      exiting({ ...REPLY, tgw_attachment_id: 'a', tgw_pair_attachment_id: 'b', bytes_out: 1000 }),
      request(),
    ];
    expect(await askQuestion('transit-gateway-pairs', rows)).toEqual([
      { ...PAIR, sent: 200, received: 1000, packets_sent: 2, packets_received: 1 },
    ]);
  });

  test('counts several flow logs once, and sums connections', async () => {
    const rows = ['fl-1', 'fl-2'].flatMap((flow_log_id) => [
      entering({ flow_log_id }),
      entering({ flow_log_id, src_port: 50_001 }),
    ]);
    expect(await askQuestion('transit-gateway-pairs', rows)).toMatchObject([{ sent: 200, received: null }]);
  });

  test('has what no attachment received', async () => {
    const rows = [entering({ tgw_attachment_id: 'z', tgw_pair_attachment_id: null })];
    expect(await askQuestion('transit-gateway-pairs', rows)).toEqual([
      {
        ...TGW,
        tgw_attachment_id: 'z',
        tgw_pair_attachment_id: null,
        sent: 100,
        received: null,
        packets_sent: 1,
        packets_received: null,
      },
    ]);
  });
});

describe('transit-gateway-losses', () => {
  test('has each reason by the direction of the packets', async () => {
    const rows = [
      entering({ packets_lost_no_route: 3 }),
      entering({ packets_lost_blackhole: 4, packets_lost_ttl_expired: 1, src_port: 50_001 }),
      // without losses, in both records
      entering({ src_port: 50_002 }),
      exiting({ src_port: 50_002 }),
      entering({ tgw_attachment_id: 'c', packets_lost_mtu_exceeded: 2 }),
      entering({ tgw_attachment_id: 'd' }),
      request(),
    ];
    const none = { no_route: 0, blackhole: 0, mtu_exceeded: 0, ttl_expired: 0 };
    expect(await askQuestion('transit-gateway-losses', rows)).toMatchObject([
      { ...PAIR, ...none, no_route: 3, blackhole: 4, ttl_expired: 1, lost: 8, packets_sent: 3 },
      { ...PAIR, tgw_attachment_id: 'c', ...none, mtu_exceeded: 2, lost: 2, packets_sent: 1 },
    ]);
  });

  test('counts the losses of several flow logs once', async () => {
    const rows = ['fl-1', 'fl-2'].map((flow_log_id) => entering({ flow_log_id, packets_lost_no_route: 3 }));
    expect(await askQuestion('transit-gateway-losses', rows)).toMatchObject([{ lost: 3, packets_sent: 1 }]);
  });
});
