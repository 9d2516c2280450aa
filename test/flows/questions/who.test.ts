import { describe, expect, test } from 'vitest';
import { askQuestion, measuredBothWays, quiet, reply, request } from '../../support/flow-rows';

const LARGEST = 9_223_372_036_854_775_807n;
const ACCOUNT = { cloud: 'aws', account_id: '123456789012', network_id: null };

describe('top-talkers', () => {
  test('sums pairs exactly, beyond 64 bits, and prefers the address in the packet', async () => {
    const behindNat = { src_addr: '10.0.0.1', pkt_src_addr: '10.0.9.9', dst_addr: '198.51.100.1' };
    expect(
      await askQuestion('top-talkers', [
        request({ bytes_out: LARGEST }),
        request({ bytes_out: LARGEST }),
        request({ ...behindNat, bytes_out: 7 }),
        measuredBothWays(),
        quiet('nodata'),
      ]),
    ).toEqual([
      {
        ...ACCOUNT,
        source: '203.0.113.9',
        destination: '10.0.1.5',
        opener: 'known',
        connections: null,
        bytes_to_destination: '18446744073709551614',
        bytes_to_source: null,
        packets_to_destination: 2,
        packets_to_source: null,
        accepted_records: 2,
        rejected_records: 0,
      },
      {
        cloud: 'azure',
        account_id: '00000000-0000-0000-0000-000000000000',
        network_id: null,
        source: '203.0.113.9',
        destination: '10.1.0.4',
        opener: 'known',
        connections: 0,
        bytes_to_destination: 516,
        bytes_to_source: 1019,
        packets_to_destination: 5,
        packets_to_source: 3,
        accepted_records: 1,
        rejected_records: 0,
      },
      expect.objectContaining({
        source: '10.0.9.9',
        destination: '198.51.100.1',
        bytes_to_destination: 7,
      }),
    ]);
  });

  test('has one row for a request and its reply, whatever end has the lower port', async () => {
    const rows = [
      request({ dst_port: 61_000, initiator: 'src', tcp_flags: 2 }),
      reply({ src_port: 61_000, initiator: 'dst', tcp_flags: 18 }),
      // a later window without flags
      request({ dst_port: 61_000, start_time: '2026-11-22 11:00:00', end_time: '2026-11-22 11:00:59' }),
    ];
    expect(await askQuestion('top-talkers', rows)).toMatchObject([
      { source: '203.0.113.9', bytes_to_destination: 200, bytes_to_source: 1000, connections: 1 },
    ]);
  });

  test('has rows of their own for connections whose opener is unknown', async () => {
    const rows = [request(), request({ protocol: 1, src_port: 0, dst_port: 0, bytes_out: 60 })];
    expect(await askQuestion('top-talkers', rows)).toMatchObject([
      { source: '203.0.113.9', opener: 'known', bytes_to_destination: 100 },
      { source: '203.0.113.9', opener: 'unknown', bytes_to_destination: 60 },
    ]);
  });
});

describe('interface addresses', () => {
  const rows = [
    request({ pkt_dst_addr: '10.0.9.9', initiator: 'src' }),
    reply({ pkt_src_addr: '10.0.9.9', initiator: 'dst' }),
  ];

  test('are the ends of top-interface-pairs', async () => {
    expect(await askQuestion('top-interface-pairs', rows)).toMatchObject([
      { source: '203.0.113.9', destination: '10.0.1.5', bytes_to_destination: 100, bytes_to_source: 1000 },
    ]);
    expect(await askQuestion('top-talkers', rows)).toMatchObject([{ destination: '10.0.9.9' }]);
  });

  test('are those of top-interface-addresses', async () => {
    expect(await askQuestion('top-interface-addresses', rows)).toMatchObject([
      { address: '10.0.1.5', sent: 1000, received: 100 },
      { address: '203.0.113.9', sent: 100, received: 1000 },
    ]);
  });
});

test('top-addresses sums what each address sends and receives', async () => {
  const rows = [
    request({ pkt_dst_addr: '10.0.9.9' }),
    reply({ pkt_src_addr: '10.0.9.9' }),
    measuredBothWays({ src_addr: '203.0.113.7' }),
  ];
  expect(await askQuestion('top-addresses', rows)).toMatchObject([
    { cloud: 'azure', address: '10.1.0.4', sent: 1019, received: 516, packets_sent: 3, packets_received: 5 },
    { cloud: 'azure', address: '203.0.113.7', sent: 516, received: 1019 },
    { ...ACCOUNT, address: '10.0.9.9', sent: 1000, received: 100 },
    { ...ACCOUNT, address: '203.0.113.9', sent: 100, received: 1000, accepted_records: 2 },
  ]);
});

describe.each([
  ['top-instances', 'instance_id'],
  ['top-subnets', 'subnet_id'],
])('%s', (name, column) => {
  const inbound = { direction: 'ingress', network_id: 'vpc-1' };
  const outbound = { direction: 'egress', network_id: 'vpc-1' };

  test('separates what the interfaces of each sent and received', async () => {
    const rows = [
      request({ [column]: 'one', ...inbound }),
      reply({ [column]: 'one', ...outbound }),
      request({ [column]: 'one', interface_id: 'eni-2', dst_addr: '10.0.1.6', ...inbound }),
      request({ [column]: 'one', action: 'reject', bytes_out: 9_000_000, src_port: 50_001, ...inbound }),
      request({ [column]: 'two', interface_id: 'eni-3', ...inbound }),
      request({ ...inbound, interface_id: 'eni-4' }),
    ];
    const network = { ...ACCOUNT, network_id: 'vpc-1' };
    expect(await askQuestion(name, rows)).toMatchObject([
      {
        ...{ ...network, [column]: 'one', interfaces: 2, bytes: 1200 },
        ...{ sent: 1000, received: 200, packets_sent: 1, packets_received: 2 },
        ...{ accepted_records: 3, rejected_records: 1 },
      },
      { ...network, [column]: 'two', bytes: 100, sent: null, received: 100, interfaces: 1 },
    ]);
  });

  test('counts two flow logs of one interface once', async () => {
    const rows = ['fl-1', 'fl-2'].map((flow_log_id) => request({ [column]: 'one', flow_log_id, ...inbound }));
    expect(await askQuestion(name, rows)).toMatchObject([{ received: 100, bytes: 100 }]);
  });

  test('has bytes, but no direction, for formats without a direction', async () => {
    expect(await askQuestion(name, [request({ [column]: 'one' })])).toMatchObject([
      { sent: null, received: null, bytes: 100 },
    ]);
  });
});
