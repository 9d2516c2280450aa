import { expect, test } from 'vitest';
import { askQuestion, measuredBothWays, quiet, reply, request } from '../../support/flow-rows';

test('bytes-by-hour sums by the UTC hour of the start', async () => {
  expect(
    await askQuestion('bytes-by-hour', [
      request({ start_time: '2026-11-21 23:59:59' }),
      request({ start_time: '2026-11-22 00:00:00' }),
      measuredBothWays({ start_time: '2026-11-22 00:30:00' }),
      quiet('nodata'),
    ]),
  ).toEqual([
    { hour: '2026-11-21T23:00:00.000Z', bytes_out: 100, bytes_in: null, records: 1 },
    { hour: '2026-11-22T00:00:00.000Z', bytes_out: 616, bytes_in: 1019, records: 2 },
  ]);
});

test('bytes-by-ip-version has a row for each version', async () => {
  expect(await askQuestion('bytes-by-ip-version', [request(), reply(), request({ ip_version: 6 })])).toEqual([
    { ip_version: 4, bytes_out: 1100, bytes_in: null, packets_out: 2, records: 2 },
    { ip_version: 6, bytes_out: 100, bytes_in: null, packets_out: 1, records: 1 },
  ]);
});

test('traffic-by-source and traffic-by-destination count opposite addresses, ports, and verdicts', async () => {
  const rows = [
    request(),
    request({
      dst_addr: '10.0.1.6',
      dst_port: 22,
      action: 'reject',
      start_time: '2026-11-22 09:00:00',
      end_time: null,
    }),
    request({ src_addr: '198.51.100.7' }),
  ];
  const seen = { first_seen: '2026-11-22T10:00:00.000Z', last_seen: '2026-11-22T10:00:59.000Z' };
  const measured = { bytes_in: null, bytes_out: 100, packets_out: 1, records: 1 };
  const twice = { bytes_in: null, bytes_out: 200, packets_out: 2, records: 2 };
  expect(await askQuestion('traffic-by-source', rows)).toEqual([
    { source: '203.0.113.9', destinations: 2, dst_ports: 2, accepted: 1, rejected: 1, ...twice, ...seen, first_seen: '2026-11-22T09:00:00.000Z' },
    { source: '198.51.100.7', destinations: 1, dst_ports: 1, accepted: 1, rejected: 0, ...measured, ...seen },
  ]); // biome-ignore format: a row a line
  expect(await askQuestion('traffic-by-destination', rows)).toEqual([
    { destination: '10.0.1.5', sources: 2, dst_ports: 1, accepted: 2, rejected: 0, ...twice, ...seen },
    { destination: '10.0.1.6', sources: 1, dst_ports: 1, accepted: 0, rejected: 1, ...measured, first_seen: '2026-11-22T09:00:00.000Z', last_seen: '2026-11-22T09:00:00.000Z' },
  ]); // biome-ignore format: a row a line
});

test('tcp-traffic-by-source omits other protocols, and counts records that open a connection', async () => {
  const rows = [request({ initiator: 'src' }), request(), request({ protocol: 17 })];
  expect(await askQuestion('tcp-traffic-by-source', rows)).toMatchObject([
    { source: '203.0.113.9', destinations: 1, opening_records: 1, bytes_out: 200, records: 2 },
  ]);
});
