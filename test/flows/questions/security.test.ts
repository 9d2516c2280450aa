import { describe, expect, test } from 'vitest';
import { askQuestion, measuredBothWays, reply, request } from '../../support/flow-rows';

test('reachable-ports counts accepted sources from the internet', async () => {
  const rows = [
    request(),
    request({ src_addr: '198.51.100.7' }),
    request({ src_addr: '2001:db8::7', dst_addr: 'fd00::1' }),
    request({ dst_port: 22, action: 'reject' }),
    request({ src_addr: '10.0.0.9' }),
    reply(),
  ];
  expect(await askQuestion('reachable-ports', rows)).toEqual([
    { destination: '10.0.1.5', dst_port: 443, protocol: 6, sources: 2, records: 2, bytes_out: 200 },
    { destination: 'fd00::1', dst_port: 443, protocol: 6, sources: 1, records: 1, bytes_out: 100 },
  ]);
});

test('admin-port-traffic sums both directions at the serving address', async () => {
  const rows = [
    request({ dst_port: 8443 }),
    reply({ src_port: 8443 }),
    request({ dst_port: 8443, src_addr: '198.51.100.7' }),
    measuredBothWays({ dst_port: 3389 }),
    // a client with an administration port, a rejection, another port
    request({ src_port: 10_000, dst_port: 443 }),
    request({ dst_port: 22, action: 'reject' }),
    request(),
  ];
  expect(await askQuestion('admin-port-traffic', rows)).toEqual([
    { server: '10.1.0.4', port: 3389, clients: 1, bytes_out: 516, bytes_in: 1019, records: 1 },
    // the 1000 bytes of the reply are those to the client
    { server: '10.0.1.5', port: 8443, clients: 2, bytes_out: 200, bytes_in: 1000, records: 3 },
  ]);
});

test('ssh-rdp-traffic has separate rows for requests, replies, and verdicts', async () => {
  const rows = [
    request({ dst_port: 22, src_port: 50_000 }),
    request({ dst_port: 22, src_port: 50_001 }),
    reply({ src_port: 22 }),
    request({ dst_port: 3389, action: 'reject' }),
    request(),
  ];
  expect(await askQuestion('ssh-rdp-traffic', rows)).toMatchObject([
    {
      source: '203.0.113.9',
      destination: '10.0.1.5',
      way: 'request',
      port: 22,
      action: 'accept',
      records: 2,
    },
    { source: '10.0.1.5', destination: '203.0.113.9', way: 'reply', port: 22, bytes_out: 1000, records: 1 },
    { source: '203.0.113.9', way: 'request', port: 3389, action: 'reject', records: 1 },
  ]);
});

test('unencrypted-network-traffic has the unencrypted traffic of both clouds', async () => {
  const rows = [
    request({ encryption: 'none' }),
    request({ encryption: 'nitro' }),
    request({ encryption: 'none', action: 'reject' }),
    request(),
    measuredBothWays({ encryption: 'NX_HW_NOT_SUPPORTED' }),
    measuredBothWays({ encryption: 'X' }),
  ];
  expect(await askQuestion('unencrypted-network-traffic', rows)).toMatchObject([
    {
      source: '203.0.113.9',
      destination: '10.1.0.4',
      encryption: 'NX_HW_NOT_SUPPORTED',
      records: 1,
      bytes_in: 1019,
    },
    { source: '203.0.113.9', destination: '10.0.1.5', encryption: 'none', records: 1, bytes_out: 100 },
  ]);
});

describe('threats', () => {
  test('lists the traffic of listed addresses, by verdict', async () => {
    const named = { threat_type: 'Botnet', threat_source: 'list.csv' };
    const rows = [
      request({ ...named, threat_source: 'list.csv@2026-11-30T10:00:00Z', direction: 'ingress' }),
      request({ ...named, direction: 'ingress' }),
      reply({ ...named, direction: 'egress' }),
      request({ ...named, action: 'reject' }),
      request(),
    ];
    expect(await askQuestion('threats', rows)).toMatchObject([
      { ...named, source: '203.0.113.9', dst_port: 443, direction: 'ingress', action: 'accept', bytes_out: 200, records: 2 },
      { ...named, source: '10.0.1.5', dst_port: 50_000, direction: 'egress', action: 'accept', records: 1 },
      { ...named, source: '203.0.113.9', dst_port: 443, direction: null, action: 'reject', records: 1 },
    ]); // biome-ignore format: a row a line
  });
});
