import { describe, expect, test } from 'vitest';
import { askQuestion, type HandRow, measuredBothWays, request } from '../../support/flow-rows';

const CLIENT = '10.0.0.1';
const SERVER = '10.0.1.5';
const REMOTE = '198.51.100.1';
const GATEWAY = '10.0.9.9';

/** A request with its opener, and the reply, as the interface of one end logs them. */
function loggedAt(end: 'client' | 'server', row: HandRow = {}): HandRow[] {
  const isClient = end === 'client';
  const at = { interface_id: `eni-${end}`, flow_log_id: 'fl-1', network_id: 'vpc-1', ...row };
  return [
    request({
      ...{ src_addr: CLIENT, dst_addr: SERVER, initiator: 'src', tcp_flags: 2 },
      ...{ direction: isClient ? 'egress' : 'ingress', ...at },
    }),
    request({
      ...{ src_addr: SERVER, dst_addr: CLIENT, src_port: 443, dst_port: 50_000 },
      ...{ initiator: 'dst', tcp_flags: 18, bytes_out: 1000, packets_out: 2 },
      ...{ direction: isClient ? 'ingress' : 'egress', ...at },
    }),
  ];
}

/** The records of a transit gateway between both ends. */
function throughGateway(): HandRow[] {
  return loggedAt('client').flatMap((row) =>
    ['tgw-attach-a', 'tgw-attach-b'].map((tgw_attachment_id, index) => ({
      ...row,
      ...{ log_type: 'tgw', interface_id: null, network_id: null, action: null, initiator: null },
      ...{ tgw_attachment_id, tgw_id: 'tgw-1', direction: index === 0 ? 'ingress' : 'egress' },
    })),
  );
}

/** The same connection on Azure: a record when it begins, and a record with both directions when it ends. */
function onAzure(row: HandRow = {}): HandRow[] {
  const ends = { src_addr: CLIENT, dst_addr: SERVER, network_id: 'vnet-1', ...row };
  const nothing = { packets_out: null, bytes_out: null, packets_in: null, bytes_in: null };
  const counters = { packets_out: 1, bytes_out: 100, packets_in: 2, bytes_in: 1000 };
  return [
    measuredBothWays({ ...ends, ...nothing, state: 'begin' }),
    measuredBothWays({ ...ends, ...counters, start_time: '2026-11-22 10:00:59' }),
  ];
}

const azureServer = onAzure({ direction: 'ingress', mac_address: 'mac-server' });
const azureClient = onAzure({ direction: 'egress', mac_address: 'mac-client' });

/** One connection of 100 and 1,000 bytes, however many points log it. */
const ONE_CONNECTION: readonly (readonly [string, readonly HandRow[]])[] = [
  ['one end', loggedAt('server')],
  ['both ends', [...loggedAt('client'), ...loggedAt('server')]],
  ['two flow logs', [...loggedAt('server'), ...loggedAt('server', { flow_log_id: 'fl-2' })]],
  ['a chain through a transit gateway', [...loggedAt('client'), ...throughGateway(), ...loggedAt('server')]],
  ['one end on Azure', azureServer],
  ['both ends on Azure', [...azureClient, ...azureServer]],
  [
    'NSG and VNet flow logs at once',
    [...azureServer, ...azureServer.map((row) => ({ ...row, log_type: 'nsg', network_id: null }))],
  ],
];

const BETWEEN_ENDS = { bytes_to_destination: 100, bytes_to_source: 1000, connections: 1 };
const PAIR = { source: CLIENT, destination: SERVER, opener: 'known', ...BETWEEN_ENDS };

describe.each(ONE_CONNECTION)('a connection that is logged at %s counts once', (_, rows) => {
  test.each([
    ['top-talkers', PAIR],
    ['traffic-by-source', { source: CLIENT, destinations: 1, ports: 1, ...BETWEEN_ENDS }],
    ['traffic-by-destination', { destination: SERVER, sources: 1, ports: 1, ...BETWEEN_ENDS }],
    ['tcp-traffic-by-source', { source: CLIENT, destinations: 1, ...BETWEEN_ENDS }],
    ['accepted-traffic', { ...PAIR, port: 443, protocol: 6 }],
    ['connections', { ...PAIR, opener: 'record', source_port: 50_000, port: 443, answered: true }],
    ['bytes-by-hour', { hour: '2026-11-22T10:00:00.000Z', bytes: 1100, packets: 3, connections: 1 }],
    ['bytes-by-ip-version', { ip_version: 4, bytes: 1100, packets: 3, connections: 1 }],
  ])('in %s', async (question, expected) => {
    const result = await askQuestion(question, rows);
    expect(result).toMatchObject([expected]);
    expect(result).toHaveLength(1);
  });

  test.each(['top-addresses', 'top-interface-addresses'])('in %s', async (question) => {
    expect(await askQuestion(question, rows)).toMatchObject([
      { address: CLIENT, sent: 100, received: 1000 },
      { address: SERVER, sent: 1000, received: 100 },
    ]);
  });
});

test('equal traffic on AWS and Azure gives equal measures', async () => {
  const measuresOf = async (question: string, rows: readonly HandRow[]) =>
    (await askQuestion(question, rows)).map(
      ({ cloud: _c, account_id: _a, network_id: _n, interface: _i, ...rest }) => rest,
    );
  for (const question of [
    'top-talkers',
    'top-addresses',
    'connections',
    'accepted-traffic',
    'bytes-by-hour',
  ]) {
    const aws = await measuresOf(question, loggedAt('server'));
    // the begin record of Azure is a record of its own
    const accepted = aws.map((row) => ({ ...row, accepted_records: 2 }));
    expect(await measuresOf(question, azureServer)).toEqual(accepted);
  }
});

test('both legs of a NAT gateway are one connection of the client with the remote end', async () => {
  const legs = { ...{ interface_id: 'eni-nat', interface_type: 'nat_gateway' }, ...{ flow_log_id: 'fl-1' } };
  const toRemote = { initiator: 'src', tcp_flags: 2, bytes_out: 100 };
  const toClient = {
    ...{ src_port: 443, dst_port: 50_000, initiator: 'dst' },
    ...{ tcp_flags: 18, bytes_out: 1000 },
  };
  const inPacket = (pkt_src_addr: string, pkt_dst_addr: string) => ({ pkt_src_addr, pkt_dst_addr });
  const rows = [
    // the gateway: from the client, to the internet, from the internet, to the client
    request({ ...legs, ...toRemote, src_addr: CLIENT, dst_addr: GATEWAY, ...inPacket(CLIENT, REMOTE), direction: 'ingress' }),
    request({ ...legs, ...toRemote, src_addr: GATEWAY, dst_addr: REMOTE, ...inPacket(GATEWAY, REMOTE), src_port: 3389, direction: 'egress' }),
    request({ ...legs, ...toClient, src_addr: REMOTE, dst_addr: GATEWAY, ...inPacket(REMOTE, GATEWAY), dst_port: 3389, direction: 'ingress' }),
    request({ ...legs, ...toClient, src_addr: GATEWAY, dst_addr: CLIENT, ...inPacket(REMOTE, CLIENT), direction: 'egress' }),
    // the client
    request({ ...toRemote, src_addr: CLIENT, dst_addr: REMOTE, ...inPacket(CLIENT, REMOTE), direction: 'egress', interface_id: 'eni-client' }),
    request({ ...toClient, src_addr: REMOTE, dst_addr: CLIENT, ...inPacket(REMOTE, CLIENT), direction: 'ingress', interface_id: 'eni-client' }),
  ]; // biome-ignore format: a record a line
  const expected = { source: CLIENT, destination: REMOTE, ...BETWEEN_ENDS };
  expect(await askQuestion('top-talkers', rows)).toMatchObject([expected]);
  expect(await askQuestion('connections', rows)).toMatchObject([
    { ...expected, source_port: 50_000, port: 443 },
  ]);
  expect(await askQuestion('top-addresses', rows)).toMatchObject([
    { address: CLIENT, sent: 100, received: 1000 },
    { address: REMOTE, sent: 1000, received: 100 },
  ]);
  expect(await askQuestion('who-connects', rows)).toEqual([]);
  expect(await askQuestion('bytes-by-hour', rows)).toMatchObject([{ bytes: 1100, connections: 1 }]);
});

describe('networks with equal ranges', () => {
  const rows = ['vpc-1', 'vpc-2'].flatMap((network_id) => [
    ...loggedAt('client', { network_id, interface_id: `eni-client-of-${network_id}` }),
    ...loggedAt('server', { network_id, interface_id: `eni-server-of-${network_id}` }),
  ]);

  test.each(['top-talkers', 'accepted-traffic', 'connections', 'bytes-by-hour', 'traffic-by-source'])(
    'have rows of their own in %s',
    async (question) => {
      const result = await askQuestion(question, rows);
      expect(result.map(({ network_id }) => network_id)).toEqual(['vpc-1', 'vpc-2']);
      expect(result).toMatchObject([{ connections: 1 }, { connections: 1 }]);
    },
  );
});

test('a rejected flood is no top talker', async () => {
  const flood = { action: 'reject', bytes_out: 5_000_000_000, packets_out: 40_000_000, dst_port: 80 };
  const rows = [...loggedAt('server'), request({ ...flood, src_addr: '203.0.113.66' })];
  const flooded = { source: '203.0.113.66', bytes_to_destination: null, rejected_records: 1 };
  expect(await askQuestion('top-talkers', rows)).toMatchObject([PAIR, flooded]);
  expect(await askQuestion('traffic-by-source', rows)).toMatchObject([{ source: CLIENT }, flooded]);
  expect(await askQuestion('bytes-by-hour', rows)).toMatchObject([
    { network_id: 'vpc-1', bytes: 1100, rejected_records: 0 },
    { network_id: null, bytes: null, rejected_records: 1 },
  ]);
  expect(await askQuestion('top-addresses', rows)).toMatchObject([
    { address: CLIENT, sent: 100 },
    { address: SERVER, sent: 1000 },
    { sent: null },
    { sent: null },
  ]);
  expect(await askQuestion('accepted-traffic', rows)).toMatchObject([PAIR]);
});
