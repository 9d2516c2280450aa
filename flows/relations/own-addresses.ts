import { groupByFirst } from './group-by';
import { INTERFACE } from './records';
import type { PartitionKey } from './relation';
import { isSpecialPurpose } from './special-purpose';

/** Most own addresses of a network card that are not special-purpose, in each version of IP. */
const MOST_ADDRESSES = 3;

/**
 * Returns a query for the addresses of logged interfaces that are not special-purpose, such as IPv6 addresses of VPCs and public
 * ranges of networks.
 *
 * An Azure network card of a virtual appliance logs the flows that it passes on like its own. A card is such if an
 * address is its own in some records and the other end in others, if it has many public addresses, or if it has both
 * private and public IPv4 addresses.
 */
export function ownAddresses(keys: readonly PartitionKey[]): string {
  const columns = [...keys, 'cloud', 'interface', 'address'];
  const card = `over (partition by ${[...keys, 'cloud', 'interface'].join(', ')})`;
  const publicOf = (version: number) => `case when version = ${version} then is_own * (1 - is_special) end`;
  return `select distinct ${keys.map((key) => `${key} as own_${key}, `).join('')}address as own_address
  from (
    select
      *,
      cloud = 'azure' and (
        max(is_own * is_other) ${card} = 1
        or max(case when version = 4 then is_own * is_special end) ${card} + max(${publicOf(4)}) ${card} = 2
        or sum(${publicOf(4)}) ${card} > ${MOST_ADDRESSES}
        or sum(${publicOf(6)}) ${card} > ${MOST_ADDRESSES}
      ) as is_appliance
    from (
      select
        ${columns.join(', ')},
        case when address like '%:%' then 6 else 4 end as version,
        max(case when ${isSpecialPurpose('address')} then 1 else 0 end) as is_special,
        max(is_own) as is_own,
        max(1 - is_own) as is_other
      from (
        select
          ${[...keys, 'cloud'].join(', ')},
          -- the addresses of an AWS interface are always its own
          case when cloud = 'azure' then ${INTERFACE} end as interface,
          case when place = 1 then src_addr else dst_addr end as address,
          case when (direction = 'egress') = (place = 1) then 1 else 0 end as is_own
        from flows
        cross join (values (1), (2)) ends (place)
        where direction is not null
          and src_addr is not null
          and log_type <> 'tgw'
          and coalesce(interface_type <> 'regional_nat_gateway', true)
          and (cloud = 'azure' or (direction = 'egress') = (place = 1))
      ) sides
      ${groupByFirst(columns)}
    ) addresses
  ) cards
  where is_own = 1
    and is_special = 0
    and not coalesce(is_appliance, false)`;
}
