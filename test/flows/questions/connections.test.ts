import { expect, test } from 'vitest';
import { askQuestion, measuredBothWays, reply, request } from '../../support/flow-rows';

const SYN = { initiator: 'src', tcp_flags: 2 };
const SYN_ACK = { initiator: 'dst', tcp_flags: 18 };

test('connections shows both ends, the opener, verdicts, and times of each connection', async () => {
  const rows = [
    request({ ...SYN, network_id: 'vpc-1', direction: 'ingress' }),
    reply({ ...SYN_ACK, network_id: 'vpc-1', direction: 'egress' }),
    // the next hour without flags
    reply({
      ...{ network_id: 'vpc-1', direction: 'egress', tcp_flags: 0 },
      ...{ start_time: '2026-11-22 11:00:00', end_time: '2026-11-22 11:00:59' },
    }),
  ];
  expect(await askQuestion('connections', rows)).toEqual([
    {
      ...{ cloud: 'aws', account_id: '123456789012', network_id: 'vpc-1', protocol: 6 },
      ...{ source: '203.0.113.9', source_port: 50_000, destination: '10.0.1.5', port: 443 },
      ...{ opener: 'record', interface: 'eni-1', reached: true, answered: true, connections: 1 },
      ...{ bytes_to_destination: 100, bytes_to_source: 2000 },
      ...{ packets_to_destination: 1, packets_to_source: 2 },
      ...{ accepted_records: 2, rejected_records: 0, reject_reason: null, rule: null },
      ...{ first_seen: '2026-11-22T10:00:00.000Z', last_seen: '2026-11-22T11:00:59.000Z' },
    },
  ]);
});

test.each([
  ['by a record', [request({ ...SYN, dst_port: 61_000 })], 'record', 61_000],
  [
    'by the number of peers',
    [1, 2].map((n) => request({ src_port: 50_000 + n, dst_port: 8443 })),
    'peers',
    8443,
  ],
  ['by a port below 1024', [request()], 'port', 443],
  ['not: two ports from 1024', [request({ dst_port: 8443 })], 'unknown', null],
  ['not: ICMP', [request({ protocol: 1, src_port: 0, dst_port: 0 })], 'unknown', 0],
  ['not: IKE', [request({ protocol: 17, src_port: 500, dst_port: 500 })], 'unknown', 500],
])('connections identifies the opener: %s', async (_why, rows, opener, port) => {
  const [connection] = await askQuestion('connections', rows);
  expect(connection).toMatchObject({ source: '203.0.113.9', destination: '10.0.1.5', opener, port });
});

test('connections separates reached from answered', async () => {
  const refused = reply({ dst_port: 50_001, tcp_flags: 4, bytes_out: 40 });
  const rows = [
    request({ ...SYN, src_port: 50_001, bytes_out: 60 }),
    refused,
    request({ ...SYN, src_port: 50_002, bytes_out: 59 }),
    request({ ...SYN, src_port: 50_003, bytes_out: 58, action: 'reject' }),
  ];
  expect(await askQuestion('connections', rows)).toMatchObject([
    { source_port: 50_001, reached: true, answered: false },
    { source_port: 50_002, reached: true, answered: false },
    { source_port: 50_003, reached: false, answered: false, rejected_records: 1, bytes_to_destination: null },
  ]);
});

test('connections shows the rule of Azure and the reason of AWS', async () => {
  const rows = [
    measuredBothWays({ rule: 'DenyAll', action: 'reject', state: null, bytes_out: null, bytes_in: null }),
    request({ action: 'reject', reject_reason: 'BPA' }),
  ];
  expect(await askQuestion('connections', rows)).toMatchObject([
    { cloud: 'aws', reject_reason: 'BPA', rule: null, connections: null },
    { cloud: 'azure', reject_reason: null, rule: 'DenyAll', connections: 0 },
  ]);
});
