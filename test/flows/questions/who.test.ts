import { describe, expect, test } from 'vitest';
import { askQuestion, measuredBothWays, quiet, reply, request } from '../../support/flow-rows';

const LARGEST = 9_223_372_036_854_775_807n;

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
        source: '203.0.113.9',
        destination: '10.0.1.5',
        bytes_out: '18446744073709551614',
        bytes_in: null,
        packets_out: 2,
        records: 2,
      },
      {
        source: '203.0.113.9',
        destination: '10.1.0.4',
        bytes_out: 516,
        bytes_in: 1019,
        packets_out: 5,
        records: 1,
      },
      {
        source: '10.0.9.9',
        destination: '198.51.100.1',
        bytes_out: 7,
        bytes_in: null,
        packets_out: 1,
        records: 1,
      },
    ]);
  });

  test('has its counterpart for interface addresses in top-interface-pairs', async () => {
    const [row] = await askQuestion('top-interface-pairs', [
      request({ src_addr: '10.0.0.1', pkt_src_addr: '10.0.9.9', dst_addr: '198.51.100.1' }),
    ]);
    expect(row).toMatchObject({ source: '10.0.0.1', destination: '198.51.100.1', bytes_out: 100 });
  });
});

describe('top-addresses', () => {
  const rows = [
    request({ pkt_dst_addr: '10.0.9.9' }),
    reply({ pkt_src_addr: '10.0.9.9' }),
    measuredBothWays(),
  ];

  test('sums what each address sends and receives, in both directions if both were measured', async () => {
    expect(await askQuestion('top-addresses', rows)).toEqual([
      // sent: 100 and 516, received: 1000 and 1019
      { address: '203.0.113.9', bytes_sent: 616, bytes_received: 2019, records: 3 },
      { address: '10.1.0.4', bytes_sent: 1019, bytes_received: 516, records: 1 },
      { address: '10.0.9.9', bytes_sent: 1000, bytes_received: 100, records: 2 },
    ]);
  });

  test('has its counterpart for interface addresses in top-interface-addresses', async () => {
    const addresses = await askQuestion('top-interface-addresses', rows);
    expect(addresses.map(({ address }) => address)).toEqual(['203.0.113.9', '10.1.0.4', '10.0.1.5']);
  });
});

test.each([
  ['top-instances', 'instance_id'],
  ['top-subnets', 'subnet_id'],
])('%s sums the traffic of the interfaces of each', async (name, column) => {
  const rows = [
    request({ [column]: 'one' }),
    reply({ [column]: 'one' }),
    request({ [column]: 'two' }),
    request(),
  ];
  expect(await askQuestion(name, rows)).toEqual([
    { [column]: 'one', bytes_out: 1100, bytes_in: null, packets_out: 2, records: 2 },
    { [column]: 'two', bytes_out: 100, bytes_in: null, packets_out: 1, records: 1 },
  ]);
});

describe('who-connects', () => {
  const rows = [
    request({ src_country: 'JP', threat_type: 'Botnet' }),
    request({
      src_country: 'JP',
      threat_type: 'Botnet',
      dst_port: 22,
      action: 'reject',
      start_time: '2026-11-22 09:00:00',
    }),
    request({ src_addr: '2001:db8::7', dst_addr: 'fd00::1', src_country: 'DE' }),
    // not inbound: a reply, an internal client, an outbound connection
    reply(),
    request({ src_addr: '172.16.0.1' }),
    request({ src_addr: '10.0.1.5', dst_addr: '203.0.113.9' }),
  ];

  test('lists public addresses that open connections, including IPv6', async () => {
    expect(await askQuestion('who-connects', rows)).toEqual([
      {
        source: '203.0.113.9',
        src_country: 'JP',
        threat_type: 'Botnet',
        accepted: 1,
        rejected: 1,
        destinations: 1,
        dst_ports: 2,
        bytes_out: 200,
        bytes_in: null,
        packets_out: 2,
        records: 2,
        first_seen: '2026-11-22T09:00:00.000Z',
        last_seen: '2026-11-22T10:00:59.000Z',
      },
      expect.objectContaining({ source: '2001:db8::7', src_country: 'DE', records: 1 }),
    ]);
  });

  test('has its counterpart by country in connecting-countries', async () => {
    expect(
      await askQuestion('connecting-countries', [...rows, request({ src_addr: '192.0.2.1' })]),
    ).toMatchObject([
      { src_country: 'JP', sources: 1, accepted: 1, rejected: 1, destinations: 1, records: 2 },
      { src_country: 'DE', sources: 1, accepted: 1, rejected: 0, records: 1 },
      { src_country: null, sources: 1, accepted: 1, rejected: 0, records: 1 },
    ]);
  });

  test.each([
    ['SYN: the source, although its port is lower', { initiator: 'src', src_port: 80 }, 1],
    ['SYN and ACK: the destination, although its port is lower', { initiator: 'dst' }, 0],
    ['no flags and equal ports: not known', { src_port: 123, dst_port: 123 }, 0],
  ])('identifies the opener: %s', async (_why, row, found) => {
    expect(await askQuestion('who-connects', [request(row)])).toHaveLength(found);
  });

  test.each([
    '10.1.1.1', '127.0.0.1', '192.168.0.1', '169.254.1.1', '172.16.0.1', '172.31.255.255', '100.64.0.1',
    '100.127.0.1', '224.0.0.1', '255.255.255.255', 'fc00::1', 'fd12::1', 'fe80::1', 'febf::1', 'ff02::1', '::1', '::',
  ])('treats %s as internal', async (address) => {
    expect(await askQuestion('who-connects', [request({ src_addr: address })])).toEqual([]);
  }); // biome-ignore format: a list

  test.each([
    '11.0.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '223.0.0.1',
    '2001:db8::1',
    'fec0::1',
  ])('treats %s as public', async (address) => {
    expect(await askQuestion('who-connects', [request({ src_addr: address })])).toHaveLength(1);
  });
});
