import { describe, expect, test } from 'vitest';
import { Relation } from '../../../flows/relations';
import { askRelation, type HandRow, reply, request } from '../../support/flow-rows';

const query = (rows: readonly HandRow[], columns: string) =>
  askRelation(Relation.CONNECTIONS, rows, `select ${columns} from connections order by 1, 2, 3`);

/** A record of a connection between two addresses, with the flags of its window. */
function record(from: string, to: string, row: HandRow = {}): HandRow {
  const [srcAddr, srcPort] = endOf(from);
  const [dstAddr, dstPort] = endOf(to);
  return request({ src_addr: srcAddr, src_port: srcPort, dst_addr: dstAddr, dst_port: dstPort, ...row });
}

function endOf(text: string): [string, number] {
  const at = text.lastIndexOf(':');
  return [text.slice(0, at), Number(text.slice(at + 1))];
}

describe('the opener of a connection', () => {
  test('is that of an earlier record of the same 5-tuple, in both directions', async () => {
    const rows = [
      record('10.0.0.5:40000', '10.0.0.9:31000', { initiator: 'src', tcp_flags: 2 }),
      record('10.0.0.9:31000', '10.0.0.5:40000', {
        start_time: '2026-11-22 12:00:00',
        end_time: '2026-11-22 12:00:30',
        tcp_flags: 0,
      }),
    ];
    const found = await query(rows, 'client, server, opener, cast(hour(hour) as integer) as h, connections');
    expect(found).toEqual([
      { client: '10.0.0.5', server: '10.0.0.9', opener: 'record', h: 10, connections: 1 },
      { client: '10.0.0.5', server: '10.0.0.9', opener: 'record', h: 12, connections: 0 },
    ]);
  });

  test('is not known for longer than 24 hours', async () => {
    const rows = [
      record('10.0.0.5:40000', '10.0.0.9:31000', { initiator: 'src', tcp_flags: 2 }),
      record('10.0.0.9:31000', '10.0.0.5:40000', {
        start_time: '2026-11-23 11:00:00',
        end_time: '2026-11-23 11:00:30',
        day: '2026-11-23',
      }),
    ];
    expect(await query(rows, 'opener, client_port, server_port')).toEqual([
      { opener: 'record', client_port: 40000, server_port: 31000 },
      { opener: 'unknown', client_port: null, server_port: null },
    ]);
  });

  test('is the end with fewer peers: a load balancer opens connections to a node port', async () => {
    const rows = Array.from({ length: 192 }, (_, index) =>
      record(`10.0.0.7:${1024 + index * 300}`, '10.0.1.9:31000', { source_row: index + 2 }),
    );
    const found = await query(rows, 'distinct server, server_port, opener');
    expect(found).toEqual([{ server: '10.0.1.9', server_port: 31000, opener: 'peers' }]);
  });

  test('is the port from 1024 of a NAT gateway with several remote servers', async () => {
    const rows = ['198.51.100.1:443', '198.51.100.2:443', '198.51.100.3:443'].map((server, index) =>
      record('10.0.0.7:3389', server, { source_row: index + 2, direction: 'egress' }),
    );
    expect(await query(rows, 'distinct client, client_port, opener')).toEqual([
      { client: '10.0.0.7', client_port: 3389, opener: 'port' },
    ]);
  });

  test('is unknown between two high ports, and for ICMP', async () => {
    const rows = [
      record('10.0.0.5:40000', '10.0.0.9:50000', { protocol: 17 }),
      record('10.0.0.5:0', '10.0.0.9:0', { protocol: 1, source_row: 3 }),
      record('10.0.0.5:500', '198.51.100.7:500', { protocol: 17, source_row: 4, direction: 'egress' }),
    ];
    expect(await query(rows, 'protocol, opener, client, server, server_port')).toEqual([
      { protocol: 1, opener: 'unknown', client: '10.0.0.5', server: '10.0.0.9', server_port: 0 },
      { protocol: 17, opener: 'unknown', client: '10.0.0.5', server: '10.0.0.9', server_port: null },
      { protocol: 17, opener: 'unknown', client: '198.51.100.7', server: '10.0.0.5', server_port: 500 },
    ]);
  });
});

describe('observation points', () => {
  test('a flow that both ends log counts once', async () => {
    const rows = [
      record('10.0.0.5:40000', '10.0.0.9:443', {
        interface_id: 'eni-5',
        direction: 'egress',
        bytes_out: 1000,
      }),
      record('10.0.0.5:40000', '10.0.0.9:443', {
        interface_id: 'eni-9',
        direction: 'ingress',
        bytes_out: 1000,
      }),
      reply({
        src_addr: '10.0.0.9',
        src_port: 443,
        dst_addr: '10.0.0.5',
        dst_port: 40000,
        interface_id: 'eni-9',
        direction: 'egress',
        bytes_out: 70,
      }),
    ];
    expect(await query(rows, 'bytes_to_server, bytes_to_client, client_interface, server_interface')).toEqual(
      [{ bytes_to_server: 1000, bytes_to_client: 70, client_interface: 'eni-5', server_interface: 'eni-9' }],
    );
  });

  test('networks with equal ranges have flows of their own', async () => {
    const rows = ['vpc-a', 'vpc-b'].map((network) =>
      record('10.0.0.5:40000', '10.0.0.9:443', {
        interface_id: `eni-${network}`,
        network_id: network,
        direction: 'egress',
        bytes_out: 1000,
      }),
    );
    expect(await query(rows, 'network_id, client_network, bytes_to_server')).toEqual([
      { network_id: 'vpc-a', client_network: 'vpc-a', bytes_to_server: 1000 },
      { network_id: 'vpc-b', client_network: 'vpc-b', bytes_to_server: 1000 },
    ]);
  });

  test('the leg of a NAT gateway to the internet is omitted', async () => {
    const nat = { interface_id: 'eni-nat', interface_type: 'nat_gateway', pkt_dst_addr: '198.51.100.1' };
    const rows = [
      record('10.0.0.5:40000', '10.0.9.9:443', {
        ...nat,
        direction: 'ingress',
        pkt_src_addr: '10.0.0.5',
        bytes_out: 1000,
      }),
      record('10.0.9.9:3389', '198.51.100.1:443', {
        ...nat,
        direction: 'egress',
        pkt_src_addr: '10.0.9.9',
        bytes_out: 1000,
      }),
    ];
    expect(await query(rows, 'client, server, opener, bytes_to_server')).toEqual([
      { client: '10.0.0.5', server: '198.51.100.1', opener: 'record', bytes_to_server: 1000 },
    ]);
  });
});

describe('ours and outside', () => {
  test('the address of a logged interface is ours, also if it is global', async () => {
    const rows = [
      record('2001:db8::7:50000'.replace(':50000', ':50000'), '2a05:d018::9:22', {
        direction: 'ingress',
        ip_version: 6,
      }),
    ];
    expect(await query(rows, 'client_is_outside, server_is_outside, server_port')).toEqual([
      { client_is_outside: true, server_is_outside: false, server_port: 22 },
    ]);
  });
});

describe('hours', () => {
  test('an AWS record is split in proportion to time, exactly', async () => {
    const rows = [
      record('10.0.0.5:40000', '10.0.0.9:443', {
        start_time: '2026-11-22 10:55:00',
        end_time: '2026-11-22 11:05:00',
        bytes_out: 1001,
        packets_out: 10,
      }),
    ];
    expect(
      await query(
        rows,
        'cast(hour(hour) as integer) as h, bytes_to_server, packets_to_server, accepted_records',
      ),
    ).toEqual([
      { h: 10, bytes_to_server: 500, packets_to_server: 5, accepted_records: 1 },
      { h: 11, bytes_to_server: 501, packets_to_server: 5, accepted_records: 0 },
    ]);
  });

  test('an Azure tuple belongs to the time since the previous tuple, at most 5 minutes', async () => {
    const azure = {
      cloud: 'azure',
      log_type: 'vnet',
      interface_id: null,
      mac_address: '00:0d:3a:00:00:01',
      initiator: 'src',
      end_time: null,
      direction: 'egress',
      status: null,
    } as const;
    const rows = [
      record('10.0.0.5:40000', '10.0.0.9:443', {
        ...azure,
        state: 'begin',
        start_time: '2026-11-22 10:59:00',
        bytes_out: null,
        packets_out: null,
      }),
      record('10.0.0.5:40000', '10.0.0.9:443', {
        ...azure,
        state: 'end',
        start_time: '2026-11-22 11:01:00',
        bytes_out: 100,
        bytes_in: 300,
        packets_out: 2,
        packets_in: 2,
        source_row: 3,
      }),
    ];
    expect(
      await query(rows, 'cast(hour(hour) as integer) as h, bytes_to_server, bytes_to_client, connections'),
    ).toEqual([
      { h: 10, bytes_to_server: 50, bytes_to_client: 150, connections: 1 },
      { h: 11, bytes_to_server: 50, bytes_to_client: 150, connections: 0 },
    ]);
  });
});
