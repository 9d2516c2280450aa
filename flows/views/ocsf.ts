import { type ColumnName, FLOW_COLUMNS } from '../columns';
import { communityId } from './community-id';
import { endpoint, IS_AT_AN_ENDPOINT, LOGGED_INTERFACE, WITHOUT_ADDRESSES } from './ocsf-endpoint';
import {
  ACTIONS,
  ACTIVITIES,
  BOUNDARIES,
  DIRECTIONS,
  DISPOSITIONS,
  IP_VERSIONS,
  PROTOCOLS,
  wordOf,
} from './ocsf-words';
import { epochMillis } from './time';
import { type ComputedColumn, columnOf, nestedRow, selectOf, type View } from './view';

/** Version of the schema. It permits the attributes of later versions as additions. */
const OCSF_VERSION = '1.1.0';

const ACTIVITY_ID = `case
    when action = 'reject' then 5
    when state = 'begin' then 1
    when state = 'end' then 2
    when status in ('nodata', 'skipdata') then 99
    else 6
  end`;
const ACTION_ID = "case action when 'accept' then 1 when 'reject' then 2 end";
const DIRECTION_ID = "case direction when 'ingress' then 1 when 'egress' then 2 else 0 end";

/** OCSF boundaries are the traffic paths of AWS plus three. */
const BOUNDARY_ID = 'case when traffic_path between 1 and 8 then traffic_path + 3 end';

/** An event needs a time. */
const TIME = 'coalesce(start_time, end_time, logged_time)';

const COLUMNS: readonly ComputedColumn[] = [
  integer('activity_id', ACTIVITY_ID),
  text(
    'activity_name',
    `case when ${ACTIVITY_ID} = 99 then upper(status) else ${wordOf(ACTIVITIES, ACTIVITY_ID)} end`,
  ),
  integer('category_uid', '4'),
  text('category_name', "'Network Activity'"),
  integer('class_uid', '4001'),
  text('class_name', "'Network Activity'"),
  bigint('type_uid', `400100 + ${ACTIVITY_ID}`),
  text('type_name', `'Network Activity: ' || ${wordOf(ACTIVITIES, ACTIVITY_ID)}`),
  integer('severity_id', '1'),
  text('severity', "'Informational'"),
  bigint('time', epochMillis(TIME)),
  bigint('start_time', epochMillis('start_time')),
  bigint('end_time', epochMillis('end_time')),
  text('status_code', 'upper(status)'),
  text('status_detail', 'reject_reason'),
  integer('action_id', ACTION_ID),
  text('action', wordOf(ACTIONS, ACTION_ID)),
  integer('disposition_id', ACTION_ID),
  text('disposition', wordOf(DISPOSITIONS, ACTION_ID)),
  nestedRow('firewall_rule', [columnOf('rule', 'name')], 'rule is not null'),
  nestedRow('policy', [columnOf('acl_id', 'uid')], 'acl_id is not null'),
  nestedRow('metadata', [
    text('version', `'${OCSF_VERSION}'`),
    nestedRow('product', [
      text(
        'name',
        product('Amazon VPC', 'AWS Transit Gateway', 'Azure Network Watcher', 'Azure Network Watcher'),
      ),
      text('vendor_name', "case cloud when 'aws' then 'AWS' else 'Microsoft' end"),
      text('version', 'cast(version as varchar)'),
      nestedRow('feature', [
        text('name', product('Flowlogs', 'Flowlogs', 'VNet flow logs', 'NSG flow logs')),
      ]),
    ]),
    { name: 'profiles', type: { array: 'varchar' }, from: "array['cloud', 'security_control']" },
    columnOf('log_type', 'log_name'),
    bigint('logged_time', epochMillis('logged_time')),
    columnOf('source_row', 'sequence'),
  ]),
  nestedRow('cloud', [
    text('provider', "case cloud when 'aws' then 'AWS' else 'Azure' end"),
    nestedRow('account', [columnOf('account_id', 'uid')], 'account_id is not null'),
    columnOf('region'),
    columnOf('az_id', 'zone'),
  ]),
  endpoint('src'),
  endpoint('dst'),
  nestedRow(
    'connection_info',
    [
      integer('direction_id', DIRECTION_ID),
      text('direction', wordOf(DIRECTIONS, DIRECTION_ID)),
      integer('boundary_id', BOUNDARY_ID),
      text('boundary', wordOf(BOUNDARIES, BOUNDARY_ID)),
      columnOf('protocol', 'protocol_num'),
      text('protocol_name', wordOf(PROTOCOLS, 'protocol')),
      columnOf('ip_version', 'protocol_ver_id'),
      text('protocol_ver', wordOf(IP_VERSIONS, 'ip_version')),
      columnOf('tcp_flags'),
      { name: 'community_uid', type: 'varchar', from: communityId },
    ],
    `not (${WITHOUT_ADDRESSES}) or protocol is not null or direction is not null`,
  ),
  nestedRow(
    'traffic',
    [
      columnOf('packets_out'),
      columnOf('bytes_out'),
      columnOf('packets_in'),
      columnOf('bytes_in'),
      columnOf('packets_out', 'packets', bothDirections('packets')),
      columnOf('bytes_out', 'bytes', bothDirections('bytes')),
    ],
    'coalesce(packets_out, bytes_out, packets_in, bytes_in) is not null',
  ),
  { name: 'is_src_dst_assignment_known', type: 'boolean', from: "coalesce(initiator = 'src', false)" },
  integer(
    'observation_point_id',
    `case when ${IS_AT_AN_ENDPOINT} then case direction when 'egress' then 1 when 'ingress' then 2 end end`,
  ),
  nestedRow('unmapped', [
    ...FLOW_COLUMNS.filter(({ ocsf }) => ocsf === 'unmapped').map(({ name }) => columnOf(name as ColumnName)),
    ...LOGGED_INTERFACE.map((name) =>
      columnOf(name, name, `case when not ${IS_AT_AN_ENDPOINT} then ${name} end`),
    ),
  ]),
  // outside of the event, so that a query can select partitions
  columnOf('account_id'),
  columnOf('region'),
  text('day', 'day'),
];

/**
 * Events for consumers of OCSF.
 *
 * Source: OCSF schema 1.1.0, class Network Activity (4001).
 */
export const OCSF_NETWORK_ACTIVITY: View = {
  name: 'ocsf_network_activity',
  about:
    'Every row as an event of the OCSF class Network Activity (4001), with the names of version 1.1.0, and of later ' +
    'versions `is_src_dst_assignment_known` and `observation_point_id` (1.6), which older consumers ignore. ' +
    'Accepted records are Traffic, rejected records are Refuse. The states of Azure are Open, Traffic, and Close. ' +
    'Records without traffic (nodata, skipdata) are activity 99 with their status as name, without a verdict and ' +
    'without connection_info, with the logged interface as src_endpoint. The source is the sender of the packets; ' +
    '`is_src_dst_assignment_known` is true if it also opened the connection. Rows without a time, or without anything ' +
    'that identifies an endpoint, are omitted. `account_id`, `region`, and `day` are outside of the event, for ' +
    'partitions. The logged interface, its instance, subnet, and VPC are those of the endpoint whose packet address is ' +
    'the address of the interface. `unmapped` has the columns without an OCSF attribute, and the logged interface if ' +
    'it is at neither endpoint: the direction is not known, or the interface is between the endpoints (NAT gateway, ' +
    'load balancer, transit gateway), or the packet has a secondary address of the interface, which a record does not ' +
    'distinguish from these.',
  columns: COLUMNS.map(({ name, type }) => ({ name, type })),
  sql: (dialect) => selectOf(COLUMNS, dialect, `${TIME} is not null\n  and ${IDENTIFIED} is not null`),
};

const IDENTIFIED = `coalesce(
    pkt_src_addr, src_addr, pkt_dst_addr, dst_addr, pkt_src_aws_service, pkt_dst_aws_service,
    interface_id, instance_id, tgw_attachment_id, tgw_id, resource_id, tgw_src_eni, tgw_dst_eni
  )`;

function text(name: string, from: string): ComputedColumn {
  return { name, type: 'varchar', from };
}

function integer(name: string, from: string): ComputedColumn {
  return { name, type: 'integer', from };
}

function bigint(name: string, from: ComputedColumn['from']): ComputedColumn {
  return { name, type: 'bigint', from };
}

function product(vpc: string, tgw: string, vnet: string, nsg: string): string {
  return `case log_type when 'vpc' then '${vpc}' when 'tgw' then '${tgw}' when 'vnet' then '${vnet}' else '${nsg}' end`;
}

/** Returns the sum of both directions; null if neither was measured, or if the sum exceeds 64 bits. */
function bothDirections(counter: 'packets' | 'bytes'): string {
  const counterOf = (to: string) => `coalesce(cast(${counter}_${to} as decimal(38, 0)), 0)`;
  return `case when coalesce(${counter}_out, ${counter}_in) is not null
    then try_cast(${counterOf('out')} + ${counterOf('in')} as bigint) end`;
}
