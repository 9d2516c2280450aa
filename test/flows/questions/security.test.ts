import { describe, expect, test } from 'vitest';
import { askQuestion, type HandRow, measuredBothWays, reply, request } from '../../support/flow-rows';

const OUTSIDE = '203.0.113.9';
const SERVER = '10.0.1.5';
const AZURE_SERVER = '10.1.0.4';
const SYN = { initiator: 'src', tcp_flags: 2 };
const SYN_ACK = { initiator: 'dst', tcp_flags: 18 };

/** The record of a request and that of its reply, at the server. */
function opened(row: HandRow = {}, answer: HandRow = {}): HandRow[] {
  const { src_addr, dst_addr, src_port, dst_port, ...rest } = row;
  const ends = {
    src_addr: dst_addr ?? SERVER,
    dst_addr: src_addr ?? OUTSIDE,
    src_port: dst_port ?? 443,
    dst_port: src_port ?? 50_000,
  };
  return [
    request({ ...SYN, direction: 'ingress', network_id: 'vpc-1', ...row }),
    reply({ ...SYN_ACK, direction: 'egress', network_id: 'vpc-1', ...rest, ...ends, ...answer }),
  ];
}

describe('reachable-ports', () => {
  test('counts the sources outside that reached a port, and the connections', async () => {
    const rows = [
      ...opened(),
      ...opened({ src_port: 50_001 }),
      ...opened({ src_addr: '198.51.100.7' }),
      // rejected, from inside, to outside
      request({ ...SYN, dst_port: 22, action: 'reject', direction: 'ingress', network_id: 'vpc-1' }),
      ...opened({ src_addr: '10.0.0.9' }),
      request({
        ...SYN,
        src_addr: SERVER,
        dst_addr: '198.51.100.7',
        direction: 'egress',
        network_id: 'vpc-1',
      }),
    ];
    expect(await askQuestion('reachable-ports', rows)).toMatchObject([
      {
        cloud: 'aws',
        account_id: '123456789012',
        network_id: 'vpc-1',
        destination: SERVER,
        port: 443,
        protocol: 6,
        opener: 'known',
        reached: true,
        answered: true,
        sources: 2,
        connections: 3,
        bytes_to_destination: 300,
        bytes_to_source: 3000,
      },
    ]);
  });

  test('has SSH that is open over global IPv6 addresses of the network', async () => {
    const rows = opened({ src_addr: '2001:db8::7', dst_addr: '2600:1f18::10', dst_port: 22, ip_version: 6 });
    expect(await askQuestion('reachable-ports', rows)).toMatchObject([
      { destination: '2600:1f18::10', port: 22, answered: true, sources: 1 },
    ]);
  });

  test.each([
    ['a SYN without a reply', [request({ ...SYN, direction: 'ingress' })], false],
    ['a reset', opened({}, { initiator: null, tcp_flags: 4, bytes_out: 40 }), false],
    ['a SYN with ACK', opened({}, { bytes_out: null }), true],
    ['bytes of a format without flags', opened({ initiator: null, tcp_flags: null }, { initiator: null, tcp_flags: null }), true],
    ['a port that Azure opened, without counters', [measuredBothWays({ state: 'begin', bytes_out: null, bytes_in: null })], false],
    ['bytes back in Azure', [measuredBothWays()], true],
  ])('states whether %s is an answer', async (_, rows, answered) => {
    expect(await askQuestion('reachable-ports', rows)).toMatchObject([{ port: 443, reached: true, answered }]);
  }); // biome-ignore format: a case a line

  test('separates networks with equal ranges', async () => {
    const rows = [...opened(), ...opened({ network_id: 'vpc-2', interface_id: 'eni-2' })];
    expect(await askQuestion('reachable-ports', rows)).toMatchObject([
      { network_id: 'vpc-1', destination: SERVER, sources: 1, connections: 1 },
      { network_id: 'vpc-2', destination: SERVER, sources: 1, connections: 1 },
    ]);
  });

  test('has no ports of clients and of the Azure platform', async () => {
    const nat = { interface_id: 'eni-nat', interface_type: 'nat_gateway', tcp_flags: 0 };
    const [client, gateway] = ['10.0.1.7', '10.0.2.9'];
    const rows = [
      // flags are 0 in a later window of the connection that 10.0.1.7:40000 opened; the gateway uses port 3389
      request({ ...nat, direction: 'ingress', src_addr: client, dst_addr: gateway, src_port: 40_000, dst_port: 8443, pkt_src_addr: client, pkt_dst_addr: OUTSIDE }),
      request({ ...nat, direction: 'egress', src_addr: gateway, dst_addr: OUTSIDE, src_port: 3389, dst_port: 8443, pkt_src_addr: gateway, pkt_dst_addr: OUTSIDE }),
      request({ ...nat, direction: 'ingress', src_addr: OUTSIDE, dst_addr: gateway, src_port: 8443, dst_port: 3389, pkt_src_addr: OUTSIDE, pkt_dst_addr: gateway }),
      request({ ...nat, direction: 'egress', src_addr: gateway, dst_addr: client, src_port: 8443, dst_port: 40_000, pkt_src_addr: OUTSIDE, pkt_dst_addr: client }),
      measuredBothWays({ src_addr: '168.63.129.16', dst_port: 80 }),
    ]; // biome-ignore format: a record a line
    expect(await askQuestion('reachable-ports', rows)).toEqual([]);
  });

  test.each([
    ['ICMP', 1, 0],
    ['IKE', 17, 500],
    ['NAT traversal of IPsec', 17, 4500],
    ['ESP', 50, 0],
  ])('has %s on both clouds', async (_, protocol, port) => {
    const ports = { protocol, src_port: port, dst_port: port };
    const aws = request({ ...ports, direction: 'ingress' });
    expect(await askQuestion('reachable-ports', [aws, measuredBothWays(ports)])).toMatchObject([
      { cloud: 'azure', destination: AZURE_SERVER, port, protocol, opener: 'known', sources: 1 },
      { cloud: 'aws', destination: SERVER, port, protocol, opener: 'unknown', sources: 1 },
    ]);
  });

  test('has the ports behind a transit gateway', async () => {
    const gateway = { log_type: 'tgw', interface_id: null, tgw_attachment_id: 'a', action: null };
    const rows = opened({ ...gateway }, { ...gateway });
    expect(await askQuestion('reachable-ports', rows)).toMatchObject([
      { destination: SERVER, port: 443, reached: true, answered: true },
    ]);
  });
});

describe('admin-port-traffic', () => {
  test('sums both directions at the serving address, with rejected traffic apart', async () => {
    const rows = [
      ...opened({ dst_port: 8443 }),
      ...opened({ dst_port: 8443, src_addr: '198.51.100.7' }),
      measuredBothWays({ dst_port: 3389 }),
      // a client with an administration port, a rejection, another port
      ...opened({ src_port: 10_000 }),
      request({ ...SYN, dst_port: 22, action: 'reject', bytes_out: 1_000_000, direction: 'ingress', network_id: 'vpc-1' }),
    ]; // biome-ignore format: a record a line
    expect(await askQuestion('admin-port-traffic', rows)).toMatchObject([
      { destination: SERVER, port: 8443, sources: 2, bytes_to_destination: 200, bytes_to_source: 2000, rejected_records: 0 },
      { destination: AZURE_SERVER, port: 3389, sources: 1, bytes_to_destination: 516, bytes_to_source: 1019 },
      { destination: SERVER, port: 22, bytes_to_destination: null, accepted_records: 0, rejected_records: 1 },
    ]); // biome-ignore format: a row a line
  });

  test('counts a flow once that is logged at both ends', async () => {
    const both = opened({ src_addr: '10.0.0.9', dst_port: 8443 });
    const atClient = both.map((row, index) => ({
      ...row,
      interface_id: 'eni-2',
      direction: index === 0 ? 'egress' : 'ingress',
    }));
    expect(await askQuestion('admin-port-traffic', [...both, ...atClient])).toMatchObject([
      { destination: SERVER, bytes_to_destination: 100, bytes_to_source: 1000, connections: 1 },
    ]);
  });
});

describe('ssh-rdp-traffic', () => {
  test('has one row for requests and replies, with the verdicts', async () => {
    const rows = [
      ...opened({ dst_port: 22 }),
      ...opened({ dst_port: 22, src_port: 50_001 }),
      request({ ...SYN, dst_port: 3389, action: 'reject', direction: 'ingress', network_id: 'vpc-1' }),
      ...opened(),
    ];
    const ends = { source: OUTSIDE, destination: SERVER };
    expect(await askQuestion('ssh-rdp-traffic', rows)).toMatchObject([
      { ...ends, port: 22, connections: 2, bytes_to_destination: 200, accepted_records: 2, rejected_connections: 0 },
      { ...ends, port: 3389, connections: 0, bytes_to_destination: null, accepted_records: 0, rejected_connections: 1 },
    ]); // biome-ignore format: a row a line
  });

  test('takes a source port 3389 of a client for no server', async () => {
    const ends = { src_addr: '10.0.2.9', dst_addr: OUTSIDE, src_port: 3389, dst_port: 443 };
    const rows = [
      request({ ...ends, direction: 'egress' }),
      request({ ...ends, dst_addr: '198.51.100.7', direction: 'egress' }),
    ];
    expect(await askQuestion('ssh-rdp-traffic', rows)).toEqual([]);
  });
});

describe('threats', () => {
  const named = { threat_type: 'Botnet', threat_source: 'list.csv' };

  test('has one row for all versions of a list, and accepted connections first', async () => {
    const rows = [
      ...opened({ ...named, threat_source: 'list.csv@2026-11-30T10:00:00Z' }),
      ...opened({ ...named, src_port: 50_001 }),
      ...[1, 2, 3].map((port) => request({ ...named, ...SYN, action: 'reject', src_port: port + 50_001, dst_port: 22, direction: 'ingress', network_id: 'vpc-1' })),
      request(),
    ]; // biome-ignore format: a record a line
    const ends = { ...named, direction: 'inbound', source: OUTSIDE, destination: SERVER, opener: 'known' };
    expect(await askQuestion('threats', rows)).toMatchObject([
      {
        ...ends,
        port: 443,
        verdict: 'accept',
        connections: 2,
        bytes_to_destination: 200,
        bytes_to_source: 2000,
      },
      {
        ...ends,
        port: 22,
        verdict: 'reject',
        connections: 0,
        bytes_to_destination: null,
        rejected_connections: 3,
      },
    ]);
  });

  test('has the direction from our point of view, and the account', async () => {
    const rows = [
      request({ ...named, ...SYN, src_addr: SERVER, dst_addr: OUTSIDE, direction: 'egress' }),
      measuredBothWays({ ...named }),
      request({ ...named, src_port: 40_000, dst_port: 50_500, direction: 'ingress' }),
    ];
    expect(await askQuestion('threats', rows)).toMatchObject([
      {
        cloud: 'aws',
        account_id: '123456789012',
        direction: 'outbound',
        source: SERVER,
        destination: OUTSIDE,
      },
      { cloud: 'azure', direction: 'inbound', source: OUTSIDE, destination: AZURE_SERVER },
      { cloud: 'aws', direction: null, source: OUTSIDE, port: null, opener: 'unknown' },
    ]);
  });

  test('counts a connection once that several points log', async () => {
    const rows = ['fl-1', 'fl-2'].flatMap((flow_log_id) => opened({ ...named, flow_log_id }));
    expect(await askQuestion('threats', rows)).toMatchObject([
      { connections: 1, bytes_to_destination: 100, bytes_to_source: 1000, accepted_records: 1 },
    ]);
  });
});
