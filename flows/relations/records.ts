import { AddressKind } from './relation';
import { IS_TRANSLATED, MARKED_RECORDS } from './translated-legs';

/** Longest time that an Azure tuple reports, in minutes. Source: Azure Network Watcher documentation, "VNet flow logs". */
const AZURE_MINUTES = 5;

/**
 * Where a record was observed: AWS interface, Azure network card, transit gateway attachment, regional NAT gateway. All
 * flow logs of a network card state its MAC address, and only its own flow log states its id.
 */
export const INTERFACE = 'coalesce(mac_address, interface_id, tgw_attachment_id, resource_id)';

const NAT_TYPES = "('nat_gateway', 'regional_nat_gateway')";

/** Columns that the records have under the same name as the table. */
const SAME = [
  'cloud',
  'day',
  'log_type',
  'account_id',
  'network_id',
  'flow_log_id',
  'direction',
  'protocol',
  'ip_version',
  'initiator',
  'state',
  'tcp_flags',
  'encryption',
  'instance_id',
  'subnet_id',
  'reject_reason',
  'rule',
  'threat_type',
  'packets_out',
  'bytes_out',
  'packets_in',
  'bytes_in',
];

/** Name of a threat list without the version that rows of deployed normalizers state, such as `feodo@2026-11-30T10:00:00Z`. */
const LIST = "regexp_replace(threat_source, '@[0-9TZ:-]+$', '')";

/**
 * Returns a query for the records of traffic: the two ends, the end of the logged interface (`own`), and the time to
 * which the counters belong (`since` to `until`).
 *
 * An AWS record covers its window. An Azure tuple covers the time since the previous tuple of its flow at the same
 * network card, at most 5 minutes.
 */
export function records(kind: AddressKind): string {
  const [source, destination] =
    kind === AddressKind.PACKET
      ? ['coalesce(pkt_src_addr, src_addr)', 'coalesce(pkt_dst_addr, dst_addr)']
      : ['src_addr', 'dst_addr'];
  const isDropped = kind === AddressKind.PACKET ? `\n    and not ${IS_TRANSLATED}` : '';
  const columns = (gatewayOpener: string) => `${SAME.join(', ')},
    case when threat_source is not null then ${LIST} end as threat_source,
    ${INTERFACE} as interface,
    ${source} as src, coalesce(src_port, 0) as src_port, src_country,
    ${destination} as dst, coalesce(dst_port, 0) as dst_port, dst_country,
    coalesce(action, 'accept') = 'accept' as is_accepted,
    ${OWN} as own,
    ${gatewayOpener} as gateway_opener,
    start_time`;
  return `select
    ${columns(GATEWAY_OPENER)},
    start_time as since,
    coalesce(end_time, start_time) as until
  from ${MARKED_RECORDS}
  where cloud <> 'azure'
    and src_addr is not null${isDropped}
  union all
  select
    ${columns('cast(null as varchar)')},
    case when previous > start_time - interval '${AZURE_MINUTES}' minute then previous
      else start_time - interval '${AZURE_MINUTES}' minute end,
    start_time
  from (
    select *, lag(start_time) over (
      partition by account_id, flow_log_id, log_type, mac_address, direction, protocol, src_addr, src_port, dst_addr, dst_port
      order by start_time, source, source_row
    ) as previous
    from flows
    where cloud = 'azure'
      and src_addr is not null
  ) tuples`;
}

/** The end of the record that is the logged interface. A gateway is no end of the packets that it passes on. */
const OWN = `case
      when log_type = 'tgw' or interface_type = 'regional_nat_gateway' then null
      when direction = 'egress' and src_addr = coalesce(pkt_src_addr, src_addr) then 'src'
      when direction = 'ingress' and dst_addr = coalesce(pkt_dst_addr, dst_addr) then 'dst'
    end`;

/** A NAT gateway passes on connections that its clients open, and opens those of its own address. */
const GATEWAY_OPENER = `case
      when next_hop_interface_type in ${NAT_TYPES} and direction = 'egress' then 'src'
      when interface_type = 'regional_nat_gateway' then case when is_src_special then 'src' else 'dst' end
      when interface_type = 'nat_gateway' and direction = 'ingress' and dst_addr <> pkt_dst_addr then 'src'
      when interface_type = 'nat_gateway' and direction = 'egress' and src_addr <> pkt_src_addr then 'dst'
      when interface_type = 'nat_gateway' and direction = 'egress' and pkt_src_addr is not null then 'src'
      when interface_type = 'nat_gateway' and direction = 'ingress' and pkt_src_addr is not null then 'dst'
    end`;
