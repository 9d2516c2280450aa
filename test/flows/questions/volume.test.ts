import { expect, test } from 'vitest';
import { askQuestion, measuredBothWays, quiet, reply, request } from '../../support/flow-rows';

const SYN = { initiator: 'src', tcp_flags: 2 };
const ACCOUNT = { cloud: 'aws', account_id: '123456789012', network_id: null };

test('bytes-by-hour distributes the bytes of a record over its hours', async () => {
  const none = { connections: null, rejected_records: 0 };
  expect(
    await askQuestion('bytes-by-hour', [
      // 100 bytes and 10 packets in 40 seconds, 10 of them before midnight
      request({ start_time: '2026-11-21 23:59:50', end_time: '2026-11-22 00:00:30', packets_out: 10 }),
      request({ start_time: '2026-11-22 00:00:00', end_time: null, src_port: 50_001, packets_out: 10 }),
      quiet('nodata'),
    ]),
  ).toEqual([
    { ...ACCOUNT, hour: '2026-11-21T23:00:00.000Z', ...none, bytes: 25, packets: 2, accepted_records: 1 },
    { ...ACCOUNT, hour: '2026-11-22T00:00:00.000Z', ...none, bytes: 175, packets: 18, accepted_records: 1 },
  ]);
});

test('bytes-by-hour distributes the bytes of Azure over the time since the previous record of the flow', async () => {
  const rows = [
    measuredBothWays({ start_time: '2026-11-21 23:58:00', state: 'begin', bytes_out: null, bytes_in: null }),
    measuredBothWays({ start_time: '2026-11-22 00:02:00', bytes_out: 100, bytes_in: 300 }),
  ];
  expect(await askQuestion('bytes-by-hour', rows)).toMatchObject([
    { hour: '2026-11-21T23:00:00.000Z', bytes: 200, connections: 1, accepted_records: 1 },
    { hour: '2026-11-22T00:00:00.000Z', bytes: 200, accepted_records: 1 },
  ]);
});

test('bytes-by-hour counts rejected records beside accepted bytes', async () => {
  const rows = [request(), request({ action: 'reject', bytes_out: 9_000_000, src_port: 50_001 })];
  expect(await askQuestion('bytes-by-hour', rows)).toMatchObject([
    { bytes: 100, accepted_records: 1, rejected_records: 1 },
  ]);
});

test('bytes-by-ip-version has a row for each version', async () => {
  const six = { src_addr: '2001:db8::7', dst_addr: 'fd00::1', ip_version: 6 };
  expect(await askQuestion('bytes-by-ip-version', [request(), reply(), request(six)])).toMatchObject([
    { ...ACCOUNT, ip_version: 4, bytes: 1100, packets: 2 },
    { ...ACCOUNT, ip_version: 6, bytes: 100, packets: 1 },
  ]);
});

test('traffic-by-source and traffic-by-destination count opposite addresses, ports, and verdicts', async () => {
  const earlier = { start_time: '2026-11-22 09:00:00', end_time: null };
  const rows = [
    request(SYN),
    reply({ initiator: 'dst', tcp_flags: 18 }),
    request({ dst_addr: '10.0.1.6', dst_port: 22, src_port: 50_001, action: 'reject', ...earlier }),
    request({ src_addr: '198.51.100.7' }),
  ];
  const seen = { first_seen: '2026-11-22T10:00:00.000Z', last_seen: '2026-11-22T10:00:59.000Z' };
  const network = { ...ACCOUNT, opener: 'known' };
  expect(await askQuestion('traffic-by-source', rows)).toMatchObject([
    {
      ...{ ...network, source: '203.0.113.9', destinations: 2, ports: 2, connections: 1 },
      ...{ bytes_to_destination: 100, bytes_to_source: 1000, rejected_connections: 1, rejected_records: 1 },
      ...{ ...seen, first_seen: '2026-11-22T09:00:00.000Z' },
    },
    { ...network, source: '198.51.100.7', destinations: 1, bytes_to_destination: 100, bytes_to_source: null },
  ]);
  expect(await askQuestion('traffic-by-destination', rows)).toMatchObject([
    {
      ...{ ...network, destination: '10.0.1.5', sources: 2, ports: 1, connections: 1 },
      ...{ bytes_to_destination: 200, bytes_to_source: 1000, rejected_records: 0, ...seen },
    },
    { ...network, destination: '10.0.1.6', sources: 1, bytes_to_destination: null, rejected_records: 1 },
  ]);
});

test('tcp-traffic-by-source counts openings, not the records that show a SYN', async () => {
  const later = { start_time: '2026-11-22 10:01:00', end_time: '2026-11-22 10:01:59' };
  const rows = [
    // a SYN that is repeated in the next window, and its reply
    request(SYN),
    request({ ...SYN, ...later }),
    reply({ initiator: 'dst', tcp_flags: 18 }),
    request({ ...SYN, src_port: 50_001 }),
    request({ protocol: 17 }),
  ];
  expect(await askQuestion('tcp-traffic-by-source', rows)).toMatchObject([
    {
      source: '203.0.113.9',
      destinations: 1,
      connections: 2,
      bytes_to_destination: 300,
      bytes_to_source: 1000,
    },
  ]);
});
