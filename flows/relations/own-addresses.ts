import { groupByFirst } from './group-by';
import { INTERFACE } from './records';
import type { PartitionKey } from './relation';
import { isSpecialPurpose } from './special-purpose';

/** Most own addresses of a network card that are not special-purpose, in each version of IP. */
export const MOST_ADDRESSES = 3;

/**
 * Returns a query for the addresses at each logged interface, with a flag for those that are ends of its own. The
 * addresses of an AWS interface are always its own, so that all interfaces of AWS are one.
 */
export function interfaceAddresses(keys: readonly PartitionKey[]): string {
  const columns = [...keys, 'cloud', 'interface', 'address'];
  return `select
    *,
    case when ${isSpecialPurpose('address')} then 1 else 0 end as is_special,
    case when address like '%:%' then 6 else 4 end as version
  from (
    select
      ${columns.join(', ')},
      max(is_own) as is_own,
      max(1 - is_own) as is_other
    from (
    select
      ${[...keys, 'cloud'].join(', ')},
      case when cloud = 'azure' then ${INTERFACE} end as interface,
      case when place = 1 then src_addr else dst_addr end as address,
      case when (direction = 'egress') = (place = 1) then 1 else 0 end as is_own
    from flows
    cross join (values (1), (2)) ends (place)
    where direction is not null
      and src_addr is not null
      and log_type <> 'tgw'
      and coalesce(interface_type, '') <> 'regional_nat_gateway'
      and (cloud = 'azure' or (direction = 'egress') = (place = 1))
    ) ends_of_records
    ${groupByFirst(columns)}
  ) addresses`;
}

/**
 * Returns a query for the Azure network cards of virtual appliances, which log the flows that they pass on like their
 * own. A card is such if an address is its own in some records and the other end in others, if it has many public
 * addresses, or if it has both private and public IPv4 addresses.
 */
export function appliances(keys: readonly PartitionKey[]): string {
  const columns = [...keys, 'cloud', 'interface'];
  const publicOf = (version: number) =>
    `sum(case when version = ${version} then is_own * (1 - is_special) else 0 end)`;
  return `select ${columns.map((column) => `${column} as appliance_${column}`).join(', ')}
  from interface_addresses
  where cloud = 'azure'
  ${groupByFirst(columns)}
  having max(is_own * is_other) = 1
    or (max(case when version = 4 then is_own * is_special end) = 1 and ${publicOf(4)} > 0)
    or ${publicOf(4)} > ${MOST_ADDRESSES}
    or ${publicOf(6)} > ${MOST_ADDRESSES}`;
}

/**
 * Returns a query for the addresses of logged interfaces that are not special-purpose, such as IPv6 addresses of VPCs and
 * public ranges of networks. Addresses at appliances do not count.
 */
export function ownAddresses(keys: readonly PartitionKey[]): string {
  return `select distinct ${keys.map((key) => `${key} as own_${key}, `).join('')}address as own_address
  from interface_addresses
  left join appliances on ${isAppliance(keys, 'interface_addresses')}
  where is_own = 1
    and is_special = 0
    and appliance_interface is null`;
}

/** Returns the condition of a join with `appliances`. */
export function isAppliance(keys: readonly PartitionKey[], table: string): string {
  return [...keys, 'cloud', 'interface'].map((key) => `appliance_${key} = ${table}.${key}`).join(' and ');
}
