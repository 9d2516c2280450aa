import { expect, test } from 'vitest';
import { askQuestion, quiet, reply, request } from '../../support/flow-rows';

const REJECTED = { action: 'reject', dst_port: 22 };

test('rejected-traffic has a row for each reason, the most frequent first', async () => {
  const rows = [
    request({ ...REJECTED, reject_reason: 'BPA', packets_out: null, bytes_out: null }),
    request(REJECTED),
    request({
      ...REJECTED,
      start_time: '2026-11-22 11:00:00',
      end_time: '2026-11-22 11:00:30',
      packets_out: 2,
    }),
    request(),
    quiet('nodata'),
  ];
  const flow = { source: '203.0.113.9', destination: '10.0.1.5', dst_port: 22, protocol: 6 };
  const at10 = '2026-11-22T10:00:00.000Z';
  expect(await askQuestion('rejected-traffic', rows)).toEqual([
    { ...flow, reject_reason: null, records: 2, packets_out: 3, first_seen: at10, last_seen: '2026-11-22T11:00:30.000Z' },
    { ...flow, reject_reason: 'BPA', records: 1, packets_out: null, first_seen: at10, last_seen: '2026-11-22T10:00:59.000Z' },
  ]); // biome-ignore format: a row a line
});

test('rejected-tcp-traffic has a row for each connection, the latest first', async () => {
  const later = { start_time: '2026-11-22 12:00:00', end_time: '2026-11-22 12:00:59' };
  const rows = [
    request(REJECTED),
    request({ ...REJECTED, src_port: 50_001, ...later }),
    request({ ...REJECTED, src_port: 50_001 }),
    request({ ...REJECTED, protocol: 17 }),
  ];
  expect(await askQuestion('rejected-tcp-traffic', rows)).toMatchObject([
    {
      source: '203.0.113.9',
      src_port: 50_001,
      dst_port: 22,
      records: 2,
      last_seen: '2026-11-22T12:00:59.000Z',
    },
    { source: '203.0.113.9', src_port: 50_000, dst_port: 22, records: 1 },
  ]);
});

test('reject-reasons omits rejections by security groups and network ACLs', async () => {
  const rows = [
    request({
      ...REJECTED,
      reject_reason: 'BPA',
      network_id: 'vpc-1',
      direction: 'ingress',
      packets_out: null,
    }),
    request({ ...REJECTED, reject_reason: 'EC', network_id: 'vpc-2', direction: 'egress' }),
    request({ ...REJECTED, reject_reason: 'EC', network_id: 'vpc-2', direction: 'egress' }),
    request(REJECTED),
  ];
  expect(await askQuestion('reject-reasons', rows)).toMatchObject([
    {
      reject_reason: 'EC',
      network_id: 'vpc-2',
      direction: 'egress',
      dst_port: 22,
      records: 2,
      packets_out: 2,
    },
    { reject_reason: 'BPA', network_id: 'vpc-1', direction: 'ingress', records: 1, packets_out: null },
  ]);
});

test('accepted-traffic has every protocol, the most frequent first', async () => {
  const rows = [request(), request({ protocol: 17 }), request({ protocol: 17 }), reply(), request(REJECTED)];
  expect(await askQuestion('accepted-traffic', rows)).toMatchObject([
    { source: '203.0.113.9', dst_port: 443, protocol: 17, bytes_out: 200, records: 2 },
    { source: '10.0.1.5', dst_port: 50_000, protocol: 6, bytes_out: 1000, records: 1 },
    { source: '203.0.113.9', dst_port: 443, protocol: 6, bytes_out: 100, records: 1 },
  ]);
});
