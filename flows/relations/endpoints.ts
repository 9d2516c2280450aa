import { groupByFirst } from './group-by';
import { AddressKind, type PartitionKey } from './relation';
import { isServicePort } from './service-ports';
import { IS_TRANSLATED, MARKED_RECORDS } from './translated-legs';

/**
 * Returns a query for the addresses with ports that have several peers: the number of distinct peers, and whether these
 * have several ports. Only flows whose ports do not show the server count.
 */
export function endpoints(kind: AddressKind, keys: readonly PartitionKey[]): string {
  const end = [...keys, 'cloud', 'protocol', 'address', 'port'];
  const pair = [...end, 'peer_address', 'peer_port'];
  const [source, destination] =
    kind === AddressKind.PACKET
      ? ['coalesce(pkt_src_addr, src_addr)', 'coalesce(pkt_dst_addr, dst_addr)']
      : ['src_addr', 'dst_addr'];
  return `select
    ${end.map((column) => `${column} as end_${column}`).join(', ')},
    count(*) as peers,
    case when min(peer_port) <> max(peer_port) then 1 else 0 end as has_varied_ports
  from (
    select distinct ${pair.join(', ')}
    from (
      select
        ${[...keys, 'cloud', 'protocol'].join(', ')},
        case when place = 1 then ${source} else ${destination} end as address,
        case when place = 1 then src_port else dst_port end as port,
        case when place = 1 then ${destination} else ${source} end as peer_address,
        case when place = 1 then dst_port else src_port end as peer_port
      from ${MARKED_RECORDS}
      cross join (values (1), (2)) ends (place)
      where src_port <> dst_port${kind === AddressKind.PACKET ? `\n        and not ${IS_TRANSLATED}` : ''}
        and not (${isServicePort('src_port', 'dst_port')})
        and not (${isServicePort('dst_port', 'src_port')})
    ) ends_of_records
  ) pairs
  ${groupByFirst(end)}
  having count(*) > 1`;
}

/** Returns the join of an end of a flow with its endpoint, and with its address if that is one of ours. */
export function joinEnd(side: string, keys: readonly PartitionKey[]): string {
  const same = (table: string, prefix: string, columns: readonly string[]) =>
    columns.map((column) => `${side}_${table}.${prefix}_${column} = flows_with_known_openers.${column}`);
  const endpoint = [
    ...same('endpoint', 'end', [...keys, 'cloud', 'protocol']),
    `${side}_endpoint.end_address = flows_with_known_openers.${side}`,
    `${side}_endpoint.end_port = flows_with_known_openers.${side}_port`,
  ];
  const own = [...same('owned', 'own', keys), `${side}_owned.own_address = flows_with_known_openers.${side}`];
  return `left join endpoints ${side}_endpoint on ${endpoint.join(' and ')}
          left join own_addresses ${side}_owned on ${own.join(' and ')}`;
}
