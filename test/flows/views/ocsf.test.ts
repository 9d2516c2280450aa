import { describe, expect, test } from 'vitest';
import type { PlainRow, PlainValue } from '../../../cli/output/plain-value';
import { FLOW_COLUMNS } from '../../../flows/columns';
import { OCSF_NETWORK_ACTIVITY } from '../../../flows/views/ocsf';
import type { SqlType } from '../../../flows/views/sql-type';
import { askRows, type HandRow, measuredBothWays, quiet, reply, request } from '../../support/flow-rows';
import { ocsfProblems } from '../../support/ocsf';

async function events(rows: readonly HandRow[]): Promise<PlainRow[]> {
  const numbered = rows.map((row, source_row) => ({ ...row, source_row }));
  const query = `select * from (${OCSF_NETWORK_ACTIVITY.sql('duckdb')}) events order by metadata.sequence`;
  return askRows(numbered, query);
}

async function event(row: HandRow): Promise<PlainRow> {
  const [first, ...others] = await events([row]);
  expect(others).toEqual([]);
  return first as PlainRow;
}

const NONE = { packets_out: null, bytes_out: null, packets_in: null, bytes_in: null };
const GATEWAY = {
  log_type: 'tgw',
  action: null,
  interface_id: null,
  tgw_id: 'tgw-1',
  tgw_attachment_id: 'tgw-attach-1',
};

/** Every kind of row that the OCSF view treats differently. */
const KINDS: Readonly<Record<string, HandRow>> = {
  accepted: request({ direction: 'ingress' }),
  rejected: request({ direction: 'ingress', action: 'reject' }),
  'an answer': reply({ direction: 'egress', traffic_path: 8 }),
  'without direction': request(),
  'without any time': request({ start_time: null, end_time: null }),
  'with an end alone': request({ start_time: null }),
  ICMP: request({ protocol: 1, src_port: 0, dst_port: 0 }),
  'an unknown protocol': request({ protocol: 253, src_port: 0, dst_port: 0 }),
  'the largest counters': measuredBothWays({ bytes_out: 9_223_372_036_854_775_807n, bytes_in: 9_223_372_036_854_775_807n }),
  'behind NAT': request({ pkt_src_addr: '10.9.9.9', pkt_dst_addr: '10.0.1.5' }),
  nodata: quiet('nodata'),
  skipdata: quiet('skipdata'),
  'nodata without an interface': quiet('nodata', { interface_id: null }),
  'nodata of a regional NAT gateway': quiet('nodata', { interface_id: null, resource_id: 'nat-1' }),
  'a transit gateway': request({ ...GATEWAY, tgw_src_eni: 'eni-7', tgw_src_vpc_id: 'vpc-7', direction: 'egress' }),
  'nodata of a transit gateway': quiet('nodata', GATEWAY),
  'begun in Azure': measuredBothWays({ state: 'begin', ...NONE }),
  'denied in Azure': measuredBothWays({ action: 'reject', state: null, rule: 'deny', acl_id: 'nsg-1', ...NONE }),
  'nothing but a time': { cloud: 'aws', log_type: 'vpc', source: 's', start_time: '2026-11-22 10:00:00' },
}; // biome-ignore format: a row a line

const LEFT_OUT = ['without any time', 'nodata without an interface', 'nothing but a time'];

describe('an event', () => {
  test.each(Object.entries(KINDS))(
    'of a row %s has every attribute that OCSF requires',
    async (kind, row) => {
      const found = await events([row]);
      expect(found).toHaveLength(LEFT_OUT.includes(kind) ? 0 : 1);
      for (const each of found) expect(ocsfProblems(each)).toEqual([]);
    },
  );

  test('has an activity, an action, and a disposition', async () => {
    const kinds = [
      'accepted',
      'rejected',
      'begun in Azure',
      'denied in Azure',
      'nodata',
      'skipdata',
    ] as const;
    const rows = [
      ...kinds.map((kind) => KINDS[kind] as HandRow),
      measuredBothWays(),
      measuredBothWays({ state: 'continue' }),
    ];
    const activities = (await events(rows)).map(
      ({ activity_id, activity_name, type_uid, action_id, disposition_id }) =>
        [activity_id, activity_name, type_uid, action_id, disposition_id].join(' '),
    );
    expect(activities).toEqual([
      '6 Traffic 400106 1 1',
      '5 Refuse 400105 2 2',
      '1 Open 400101 1 1',
      '5 Refuse 400105 2 2',
      '99 NODATA 400199  ',
      '99 SKIPDATA 400199  ',
      '2 Close 400102 1 1',
      '6 Traffic 400106 1 1',
    ]);
  });

  test('has the logged interface on the side of the direction', async () => {
    const own = { interface_id: 'eni-1', instance_id: 'i-1', subnet_id: 'subnet-1', network_id: 'vpc-1' };
    const uids = { interface_uid: 'eni-1', instance_uid: 'i-1', subnet_uid: 'subnet-1', vpc_uid: 'vpc-1' };
    const none = { interface_uid: null, instance_uid: null, subnet_uid: null, vpc_uid: null };
    const nowhere = { interface_id: null, instance_id: null, subnet_id: null, network_id: null };
    expect(
      await events(['ingress', 'egress', null].map((direction) => request({ ...own, direction }))),
    ).toMatchObject([
      { src_endpoint: none, dst_endpoint: uids, observation_point_id: 2, unmapped: nowhere },
      { src_endpoint: uids, dst_endpoint: none, observation_point_id: 1, unmapped: nowhere },
      { src_endpoint: none, dst_endpoint: none, observation_point_id: null, unmapped: own },
    ]);
  });

  test('of a NAT gateway has the interface of the gateway at neither end', async () => {
    const own = {
      interface_id: 'eni-nat',
      instance_id: 'i-1',
      subnet_id: 'subnet-1',
      network_id: 'vpc-1',
      mac_address: 'AA',
    };
    const none = {
      interface_uid: null,
      instance_uid: null,
      subnet_uid: null,
      vpc_uid: null,
      mac: null,
    };
    const gateway = '10.0.0.5';
    const [client, remote] = ['10.0.1.5', '198.51.100.1'];
    const rows = [
      // from the client to the remote end, and back
      {
        direction: 'ingress',
        src_addr: client,
        dst_addr: gateway,
        pkt_src_addr: client,
        pkt_dst_addr: remote,
      },
      {
        direction: 'egress',
        src_addr: gateway,
        dst_addr: client,
        pkt_src_addr: remote,
        pkt_dst_addr: client,
      },
    ];
    const found = await events(rows.map((row) => request({ ...own, ...row })));
    expect(found).toMatchObject([
      { src_endpoint: { ip: client, ...none }, dst_endpoint: { ip: remote, ...none }, unmapped: own },
      { src_endpoint: { ip: remote, ...none }, dst_endpoint: { ip: client, ...none }, unmapped: own },
    ]);
    expect(found.map(({ observation_point_id: point }) => point)).toEqual([null, null]);
    for (const each of found) expect(ocsfProblems(each)).toEqual([]);
  });

  test('has the interface at an end with the same address in the packet and at the interface', async () => {
    const row = request({
      direction: 'egress',
      src_addr: '10.0.1.5',
      pkt_src_addr: '10.0.1.5',
      pkt_dst_addr: '10.9.9.9',
    });
    expect(await event(row)).toMatchObject({
      src_endpoint: { ip: '10.0.1.5', interface_uid: 'eni-1' },
      dst_endpoint: { ip: '10.9.9.9', interface_uid: null },
      observation_point_id: 1,
      unmapped: { interface_id: null },
    });
  });

  test('has the address in the packet, and that of the interface as intermediate', async () => {
    expect(await event(KINDS['behind NAT'] as HandRow)).toMatchObject({
      src_endpoint: { ip: '10.9.9.9', intermediate_ips: ['203.0.113.9'] },
      dst_endpoint: { ip: '10.0.1.5', intermediate_ips: null },
    });
  });

  test('has no port if the protocol has none', async () => {
    expect(await event(KINDS.ICMP as HandRow)).toMatchObject({
      src_endpoint: { port: null },
      dst_endpoint: { port: null },
      connection_info: { protocol_num: 1, protocol_name: 'icmp' },
    });
  });

  test('without traffic has the logged interface at its source, and no connection', async () => {
    expect(await event(KINDS.nodata as HandRow)).toMatchObject({
      src_endpoint: { interface_uid: 'eni-1', ip: null, port: null },
      dst_endpoint: null,
      connection_info: null,
      traffic: null,
      status_code: 'NODATA',
      action: null,
      disposition: null,
    });
  });

  test('sums both directions exactly, and has no sum above 64 bits', async () => {
    expect(await event(measuredBothWays())).toMatchObject({
      traffic: { packets_out: 5, bytes_out: 516, packets_in: 3, bytes_in: 1019, packets: 8, bytes: 1535 },
    });
    expect(await event(KINDS['the largest counters'] as HandRow)).toMatchObject({
      traffic: { bytes_out: '9223372036854775807', bytes_in: '9223372036854775807', bytes: null },
    });
    expect(await event(measuredBothWays(NONE))).toMatchObject({ traffic: null });
  });

  test('has times in milliseconds', async () => {
    const time = Date.UTC(2026, 10, 22, 10, 0, 0, 123);
    expect(await event(measuredBothWays({ start_time: '2026-11-22 10:00:00.123' }))).toMatchObject({
      time,
      start_time: time,
      end_time: null,
    });
    expect(await event(KINDS['with an end alone'] as HandRow)).toMatchObject({
      time: Date.UTC(2026, 10, 22, 10, 0, 59),
      start_time: null,
    });
  });

  test.each([
    [1, 4, 'Same VPC'],
    [2, 5, 'Internet/VPC Gateway'],
    [3, 6, 'Virtual Private Gateway'],
    [4, 7, 'Intra-region VPC'],
    [5, 8, 'Inter-region VPC'],
    [6, 9, 'Local Gateway'],
    [7, 10, 'Gateway VPC'],
    [8, 11, 'Internet Gateway'],
    [9, null, null],
    [null, null, null],
  ])('of traffic path %s has boundary %s', async (traffic_path, boundary_id, boundary) => {
    expect(await event(reply({ direction: 'egress', traffic_path }))).toMatchObject({
      connection_info: { boundary_id, boundary },
    });
  });

  test.each([
    ['src', true],
    ['dst', false],
    [null, false],
  ])('opened by %s has is_src_dst_assignment_known %s', async (initiator, known) => {
    expect(await event(request({ initiator }))).toMatchObject({ is_src_dst_assignment_known: known });
  });

  test('of Azure has the rule, its group, the MAC address, and the product', async () => {
    expect(await event(KINDS['denied in Azure'] as HandRow)).toMatchObject({
      cloud: {
        provider: 'Azure',
        account: { uid: '00000000-0000-0000-0000-000000000000' },
        region: 'japaneast',
      },
      metadata: { product: { vendor_name: 'Microsoft' }, log_name: 'vnet' },
      firewall_rule: { name: 'deny' },
      policy: { uid: 'nsg-1' },
      dst_endpoint: { ip: '10.1.0.4', mac: '00-0D-3A-01-02-03' },
      connection_info: { direction_id: 1 },
    });
  });

  test('has the columns without an OCSF attribute', async () => {
    const row = request({
      ecs_service_name: 'web',
      flow_log_id: 'fl-1',
      packets_lost_no_route: 3,
      extra: '{"a":"b"}',
    });
    expect(await event(row)).toMatchObject({
      unmapped: {
        ecs_service_name: 'web',
        flow_log_id: 'fl-1',
        packets_lost_no_route: 3,
        extra: '{"a":"b"}',
        source: 'a.log.gz',
      },
    });
  });
});

describe('the catalog of columns', () => {
  const columns = new Map(OCSF_NETWORK_ACTIVITY.columns.map(({ name, type }) => [name, type]));
  const leads = (path: string) =>
    path.split('.').reduce<SqlType | undefined>((type, name, depth) => {
      if (depth === 0) return columns.get(name);
      return typeof type === 'object' && 'row' in type
        ? type.row.find(([field]) => field === name)?.[1]
        : undefined;
    }, undefined) !== undefined;

  test.each(FLOW_COLUMNS.map(({ name, ocsf }) => ({ name, ocsf })))(
    'declares the OCSF attribute of $name, which the view has',
    ({ name, ocsf }) => {
      if (ocsf === 'unmapped') expect(leads(`unmapped.${name}`)).toBe(true);
      else expect(ocsf.split(', ').filter((path) => !leads(path))).toEqual([]);
    },
  );
});

test('the test finds a missing required attribute', () => {
  const bad: Record<string, PlainValue> = {
    activity_id: 6,
    type_uid: 400105,
    src_endpoint: { ip: null, port: 1 },
    connection_info: {},
  };
  expect(ocsfProblems(bad)).toEqual(
    expect.arrayContaining([
      'no category_uid',
      'no time',
      'type_uid 400105 of activity 6',
      'src_endpoint has no identity',
      'no connection_info.direction_id',
    ]),
  );
});
