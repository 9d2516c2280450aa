import type { ColumnName } from '../columns';
import { type ComputedColumn, columnOf, nestedRow } from './view';

/** Condition for records that report no traffic, or skipped records. */
export const WITHOUT_ADDRESSES = 'coalesce(pkt_src_addr, src_addr, pkt_dst_addr, dst_addr) is null';

/** Columns of the logged interface. */
export const LOGGED_INTERFACE: readonly ColumnName[] = [
  'interface_id',
  'mac_address',
  'instance_id',
  'subnet_id',
  'network_id',
];

/** Condition for protocols with ports. For the others, 0 is not a port. */
const WITH_PORTS = 'protocol in (6, 17, 132)';

/**
 * Returns an endpoint; null if nothing identifies it. The logged interface is at the source of egress traffic and at the
 * destination of ingress traffic if the packet has the address of the interface there: at a NAT gateway, a load balancer or
 * a transit gateway, the endpoint is behind the interface. In a record without addresses it is at the source.
 */
export function endpoint(side: 'src' | 'dst'): ComputedColumn {
  const ip = `coalesce(pkt_${side}_addr, ${side}_addr)`;
  const own = (name: ColumnName) => `case when ${IS_LOGGED[side]} then ${name} end`;
  const uid = `case when ${IS_LOGGED[side]} and ${WITHOUT_ADDRESSES} then coalesce(tgw_attachment_id, tgw_id, resource_id) end`;
  const interfaceId = `coalesce(${own('interface_id')}, tgw_${side}_eni)`;
  return nestedRow(
    `${side}_endpoint`,
    [
      columnOf(`${side}_addr`, 'ip', ip),
      columnOf(
        `${side}_port`,
        'port',
        `case when ${WITH_PORTS} then ${side}_port else nullif(${side}_port, 0) end`,
      ),
      columnOf(`pkt_${side}_aws_service`, 'svc_name'),
      columnOf('resource_id', 'uid', uid),
      columnOf('interface_id', 'interface_uid', interfaceId),
      columnOf('instance_id', 'instance_uid', own('instance_id')),
      columnOf('subnet_id', 'subnet_uid', `coalesce(${own('subnet_id')}, tgw_${side}_subnet_id)`),
      columnOf('network_id', 'vpc_uid', `coalesce(${own('network_id')}, tgw_${side}_vpc_id)`),
      columnOf('mac_address', 'mac', own('mac_address')),
      {
        name: 'intermediate_ips',
        type: { array: 'varchar' },
        from: `case when pkt_${side}_addr <> ${side}_addr then array[${side}_addr] end`,
      },
      nestedRow('location', [columnOf(`${side}_country`, 'country')], `${side}_country is not null`),
      nestedRow('autonomous_system', [columnOf(`${side}_asn`, 'number')], `${side}_asn is not null`),
    ],
    `coalesce(${ip}, pkt_${side}_aws_service, ${uid}, ${interfaceId}, ${own('instance_id')}) is not null`,
  );
}

const IS_LOGGED = {
  src: `((direction = 'egress' and ${hasInterfaceAddress('src')}) or (direction is null and ${WITHOUT_ADDRESSES}))`,
  dst: `(direction = 'ingress' and ${hasInterfaceAddress('dst')})`,
};

/** Condition for records whose logged interface is at one of the endpoints. */
export const IS_AT_AN_ENDPOINT = `coalesce(${IS_LOGGED.src} or ${IS_LOGGED.dst}, false)`;

function hasInterfaceAddress(side: 'src' | 'dst'): string {
  return `coalesce(pkt_${side}_addr = ${side}_addr, pkt_${side}_addr is null)`;
}
