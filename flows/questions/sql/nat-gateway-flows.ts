import { isSpecialPurpose } from '../../relations/special-purpose';
import { DESTINATION, exactSum, LOGGED_AT, SOURCE } from './expressions';

const NAT_TYPES = "('nat_gateway', 'regional_nat_gateway')";

/** Packets between a client and a gateway: the packet names the remote end, and the record the gateway. */
const ENTERS = "direction = 'ingress' and dst_addr <> pkt_dst_addr";
const RETURNS = "direction = 'egress' and src_addr <> pkt_src_addr";

/** Packets between a gateway and a remote end: packet and record name the gateway. */
const CONTINUES = "direction = 'egress' and src_addr = pkt_src_addr";
const ARRIVES = "direction = 'ingress' and dst_addr = pkt_dst_addr";

/** A regional gateway has no interface. */
const IS_REGIONAL = 'interface_id is null and resource_id is not null';

/** The format does not show the type of the interface, or the interface is ordinary. It belongs to no instance. */
const IS_UNTYPED = 'interface_type is null and instance_id is null';

/**
 * What a record shows: packets of a client at a gateway, packets of a client at what is perhaps a gateway, packets at the
 * public side of an interface, or other packets.
 */
const PLACE = `case
          when ${IS_REGIONAL} then case when is_from_inside <> is_to_inside then 'gateway' end
          when interface_type = 'nat_gateway' then case when (${ENTERS}) or (${RETURNS}) then 'gateway' end
          when ${IS_UNTYPED} and ${ENTERS} and not is_to_inside then 'perhaps'
          when ${IS_UNTYPED} and ${RETURNS} and not is_from_inside then 'perhaps'
          when ${IS_UNTYPED} and ${CONTINUES} and not is_to_inside then 'public side'
          when ${IS_UNTYPED} and ${ARRIVES} and not is_from_inside then 'public side'
          else 'elsewhere'
        end as place`;

/** Whether the source of the record is the client, by the place of the record. */
const IS_SENT = `case
        when ${IS_REGIONAL} then is_from_inside
        when place in ('gateway', 'perhaps') then direction = 'ingress'
        else direction = 'egress'
      end`;

const FROM_CLIENT = (source: string, destination: string) =>
  `case when is_sent then ${source} else ${destination} end`;

/**
 * A query for the flows through NAT gateways by hour. A flow is one of packets between a client and a remote end, before the
 * gateway translates its address. Each measure is the largest of those of the observation points: the client, the
 * gateway, several flow logs of each.
 */
export const NAT_GATEWAY_FLOWS = `select cloud, network_id, hour, protocol, client, client_port, remote, remote_port,
    coalesce(min(case when is_at_gateway then account_id end), min(account_id)) as account_id,
    coalesce(min(case when is_at_gateway then interface end), min(next_hop)) as gateway,
    min(ecs_cluster_name) as ecs_cluster_name,
    min(ecs_service_name) as ecs_service_name,
    max(sent) as sent,
    max(received) as received
  from (
    select observations.*,
      place = 'gateway' or (place = 'perhaps' and max(case when place = 'public side' then 1 else 0 end)
        over (partition by cloud, account_id, network_id, interface) = 1) as is_at_gateway
    from (
      select cloud, account_id, network_id, flow_log_id, interface, place, hour, protocol,
        ${FROM_CLIENT('source', 'destination')} as client,
        ${FROM_CLIENT('src_port', 'dst_port')} as client_port,
        ${FROM_CLIENT('destination', 'source')} as remote,
        ${FROM_CLIENT('dst_port', 'src_port')} as remote_port,
        max(case when goes_to_gateway then 1 else 0 end) as goes_to_gateway,
        min(case when goes_to_gateway then next_hop_interface_id end) as next_hop,
        min(ecs_cluster_name) as ecs_cluster_name,
        min(ecs_service_name) as ecs_service_name,
        ${exactSum('case when is_sent then bytes_out end')} as sent,
        ${exactSum('case when not is_sent then bytes_out end')} as received
      from (
        select sides.*,
          ${IS_SENT} as is_sent,
          place <> 'gateway' and direction = 'egress' and coalesce(next_hop_interface_type, '') in ${NAT_TYPES} as goes_to_gateway
        from (
          select ends.*, ${PLACE}
          from (
            select cloud, account_id, network_id, flow_log_id, ${LOGGED_AT} as interface, interface_id, resource_id,
              instance_id, interface_type, next_hop_interface_type, next_hop_interface_id,
              ecs_cluster_name, ecs_service_name, direction, src_addr, dst_addr, pkt_src_addr, pkt_dst_addr,
              date_trunc('hour', start_time) as hour, protocol, src_port, dst_port, bytes_out,
              ${SOURCE} as source, ${DESTINATION} as destination,
              ${isSpecialPurpose(SOURCE)} as is_from_inside,
              ${isSpecialPurpose(DESTINATION)} as is_to_inside
            from flows
            where log_type = 'vpc' and src_addr is not null and dst_addr is not null
              and (action = 'accept' or action is null)
          ) ends
        ) sides
        where place is not null
      ) records
      where is_sent is not null
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
    ) observations
  ) points
  group by 1, 2, 3, 4, 5, 6, 7, 8
  having max(case when is_at_gateway then 1 else goes_to_gateway end) = 1`;
