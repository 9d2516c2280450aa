import { expect, test } from 'vitest';
import { askQuestion, quiet, reply, request } from '../../support/flow-rows';

const REJECTED = { action: 'reject', dst_port: 22 };
const ACCOUNT = { cloud: 'aws', account_id: '123456789012', network_id: null };

test('rejected-traffic has a row for each service and reason, the most connections first', async () => {
  const rows = [
    request({ ...REJECTED, reject_reason: 'BPA', packets_out: null, bytes_out: null, src_port: 50_009 }),
    request(REJECTED),
    request({
      ...{ ...REJECTED, src_port: 50_001, packets_out: 2 },
      ...{ start_time: '2026-11-22 11:00:00', end_time: '2026-11-22 11:00:30' },
    }),
    request(),
    quiet('nodata'),
  ];
  const flow = { source: '203.0.113.9', destination: '10.0.1.5', port: 22, protocol: 6, opener: 'known' };
  const at10 = '2026-11-22T10:00:00.000Z';
  expect(await askQuestion('rejected-traffic', rows)).toEqual([
    {
      ...{ ...ACCOUNT, ...flow, reject_reason: null, rejected_connections: 2, rejected_records: 2 },
      ...{ rejected_packets: 3, first_seen: at10, last_seen: '2026-11-22T11:00:30.000Z' },
    },
    {
      ...{ ...ACCOUNT, ...flow, reject_reason: 'BPA', rejected_connections: 1, rejected_records: 1 },
      ...{ rejected_packets: null, first_seen: at10, last_seen: '2026-11-22T10:00:59.000Z' },
    },
  ]);
});

test('rejected-traffic groups replies that were rejected by their service, too', async () => {
  const rows = [50_001, 50_002].flatMap((port) => [
    request({ src_port: port, initiator: 'src' }),
    reply({ dst_port: port, action: 'reject', initiator: 'dst' }),
  ]);
  expect(await askQuestion('rejected-traffic', rows)).toMatchObject([
    {
      source: '203.0.113.9',
      destination: '10.0.1.5',
      port: 443,
      rejected_connections: 2,
      rejected_records: 2,
    },
  ]);
});

test('rejected-traffic ranks by connections, not by records', async () => {
  const repeated = Array.from({ length: 5 }, (_, minute) =>
    request({
      ...{ ...REJECTED, src_addr: '198.51.100.7' },
      ...{ start_time: `2026-11-22 10:0${minute}:00`, end_time: `2026-11-22 10:0${minute}:59` },
    }),
  );
  const scanned = [50_001, 50_002].map((src_port) => request({ ...REJECTED, src_port }));
  expect(await askQuestion('rejected-traffic', [...repeated, ...scanned])).toMatchObject([
    { source: '203.0.113.9', rejected_connections: 2, rejected_records: 2 },
    { source: '198.51.100.7', rejected_connections: 1, rejected_records: 5 },
  ]);
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
      ...{ ...ACCOUNT, source: '203.0.113.9', source_port: 50_001, destination: '10.0.1.5', port: 22 },
      ...{ rejected_records: 2, last_seen: '2026-11-22T12:00:59.000Z' },
    },
    { source: '203.0.113.9', source_port: 50_000, port: 22, rejected_records: 1 },
  ]);
});

test('reject-reasons omits rejections by security groups and network ACLs', async () => {
  const secondVpc = { ...REJECTED, reject_reason: 'EC', network_id: 'vpc-2', direction: 'ingress' };
  const rows = [
    request({ ...REJECTED, reject_reason: 'BPA', network_id: 'vpc-1', direction: 'ingress', packets_out: null, dst_addr: '10.0.1.6' }),
    request(secondVpc),
    request({ ...secondVpc, src_port: 50_001 }),
    request({ ...REJECTED, src_addr: '198.51.100.7' }),
  ]; // biome-ignore format: a record a line
  expect(await askQuestion('reject-reasons', rows)).toMatchObject([
    {
      ...{ ...ACCOUNT, network_id: 'vpc-2', reject_reason: 'EC', port: 22, rejected_connections: 2 },
      ...{ rejected_records: 2, rejected_packets: 2 },
    },
    {
      ...ACCOUNT,
      network_id: 'vpc-1',
      reject_reason: 'BPA',
      rejected_connections: 1,
      rejected_packets: null,
    },
  ]);
});

test('accepted-traffic has every protocol by service, the largest first, without rejected bytes', async () => {
  const rows = [
    request(),
    reply(),
    request({ protocol: 17, bytes_out: 2000 }),
    request({ protocol: 17, bytes_out: 500, src_port: 50_001 }),
    request({ ...REJECTED, src_port: 50_002, bytes_out: 9_000_000 }),
  ];
  const flow = { ...ACCOUNT, source: '203.0.113.9', destination: '10.0.1.5', port: 443, opener: 'known' };
  expect(await askQuestion('accepted-traffic', rows)).toMatchObject([
    { ...flow, protocol: 17, bytes_to_destination: 2500, connections: null, accepted_records: 2 },
    { ...flow, protocol: 6, bytes_to_destination: 100, bytes_to_source: 1000 },
  ]);
});
