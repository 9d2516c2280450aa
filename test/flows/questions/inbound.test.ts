import { describe, expect, test } from 'vitest';
import { askQuestion, reply, request } from '../../support/flow-rows';

const SYN = { initiator: 'src', tcp_flags: 2 };
const ACCOUNT = { cloud: 'aws', account_id: '123456789012', network_id: null };

describe('who-connects', () => {
  const opening = { src_country: 'JP', threat_type: 'Botnet', ...SYN };
  const rows = [
    request(opening),
    request({
      ...opening,
      ...{ dst_port: 22, action: 'reject', start_time: '2026-11-22 09:00:00' },
    }),
    request({ src_addr: '2001:db8::7', dst_addr: 'fd00::1', src_country: 'DE', ...SYN }),
    // the reply, an internal client, an outbound connection
    reply({ dst_country: 'JP', threat_type: 'Botnet', initiator: 'dst' }),
    request({ src_addr: '172.16.0.1' }),
    request({ src_addr: '10.0.1.5', dst_addr: '203.0.113.9', src_port: 50_009 }),
  ];

  test('lists outside addresses that open connections, including IPv6', async () => {
    expect(await askQuestion('who-connects', rows)).toEqual([
      {
        ...ACCOUNT,
        source: '203.0.113.9',
        source_country: 'JP',
        threat_type: 'Botnet',
        opener: 'known',
        destinations: 1,
        ports: 2,
        rejected_connections: 1,
        connections: 1,
        bytes_to_destination: 100,
        bytes_to_source: 1000,
        packets_to_destination: 1,
        packets_to_source: 1,
        accepted_records: 2,
        rejected_records: 1,
        first_seen: '2026-11-22T09:00:00.000Z',
        last_seen: '2026-11-22T10:00:59.000Z',
      },
      expect.objectContaining({ source: '2001:db8::7', source_country: 'DE', accepted_records: 1 }),
    ]);
  });

  test('ranks by connections, not by records', async () => {
    const busy = Array.from({ length: 5 }, (_, hour) =>
      request({
        src_addr: '198.51.100.7',
        ...{ start_time: `2026-11-22 1${hour}:00:00`, end_time: `2026-11-22 1${hour}:00:59` },
        ...(hour === 0 ? SYN : { tcp_flags: 0 }),
      }),
    );
    const opened = [50_001, 50_002].map((src_port) => request({ src_port, ...SYN }));
    expect(await askQuestion('who-connects', [...busy, ...opened])).toMatchObject([
      { source: '203.0.113.9', connections: 2, accepted_records: 2 },
      { source: '198.51.100.7', connections: 1, accepted_records: 5 },
    ]);
  });

  test.each([
    ['SYN: the source, although its port is lower', { initiator: 'src', src_port: 80 }, ['known']],
    ['SYN and ACK: the destination, although its port is lower', { initiator: 'dst' }, []],
    ['no flags: the end whose port is not below 1024', {}, ['known']],
    ['no flags and equal ports: shown as unknown', { src_port: 123, dst_port: 123 }, ['unknown']],
    ['no flags and two ports from 1024: shown as unknown', { dst_port: 8443 }, ['unknown']],
  ])('identifies the opener: %s', async (_why, row, openers) => {
    const result = await askQuestion('who-connects', [request(row)]);
    expect(result.map(({ opener }) => opener)).toEqual(openers);
  });

  test('recognizes the public address of a logged interface as ours', async () => {
    const ours = { dst_addr: '2600:1f18::5', ip_version: 6, direction: 'ingress', dst_port: 22 };
    const rows = [request({ src_addr: '2001:db8::7', ...ours, ...SYN })];
    expect(await askQuestion('who-connects', rows)).toMatchObject([
      { source: '2001:db8::7', connections: 1 },
    ]);
    // no outside end without its direction
    expect(
      await askQuestion(
        'who-connects',
        rows.map((row) => ({ ...row, direction: null })),
      ),
    ).toEqual([]);
  });

  test.each([
    '10.1.1.1', '127.0.0.1', '192.168.0.1', '169.254.1.1', '172.16.0.1', '172.31.255.255', '100.64.0.1',
    '100.127.0.1', '224.0.0.1', '255.255.255.255', 'fc00::1', 'fd12::1', 'fe80::1', 'febf::1', 'ff02::1', '::1', '::',
    '0.0.0.1', '192.0.0.8', '198.18.0.1', '198.19.255.255', 'fec0::1', '168.63.129.16',
  ])('treats %s as ours', async (address) => {
    expect(await askQuestion('who-connects', [request({ src_addr: address })])).toEqual([]);
  }); // biome-ignore format: a list

  test.each([
    '11.0.0.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1', '223.0.0.1', '198.17.0.1', '198.20.0.1',
    '192.0.1.1', '168.63.129.17', '2001:db8::1', '2600::1',
  ])('treats %s as outside', async (address) => {
    expect(await askQuestion('who-connects', [request({ src_addr: address })])).toHaveLength(1);
  }); // biome-ignore format: a list
});

test('connecting-countries counts the sources of each country', async () => {
  const rows = [
    request({ src_country: 'JP', ...SYN }),
    request({ src_country: 'JP', dst_port: 22, action: 'reject', ...SYN }),
    request({ src_addr: '2001:db8::7', dst_addr: 'fd00::1', src_country: 'DE' }),
    request({ src_addr: '192.0.2.1', bytes_out: 50 }),
  ];
  expect(await askQuestion('connecting-countries', rows)).toMatchObject([
    {
      ...ACCOUNT,
      source_country: 'JP',
      sources: 1,
      destinations: 1,
      connections: 1,
      rejected_connections: 1,
    },
    { ...ACCOUNT, source_country: 'DE', sources: 1, connections: null, bytes_to_destination: 100 },
    { ...ACCOUNT, source_country: null, sources: 1, connections: null, bytes_to_destination: 50 },
  ]);
});
