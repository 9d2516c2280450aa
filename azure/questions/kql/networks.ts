import { AZURE_PLATFORM_ADDRESS, INTERNAL_V4, INTERNAL_V6 } from '../../../flows/internal-networks';
import { QuestionFilter } from '../../../flows/questions/filters';
import { isSelected, variableOf } from './filters';

const SPECIAL_PURPOSE = [...INTERNAL_V4, ...INTERNAL_V6, `${AZURE_PLATFORM_ADDRESS}/32`].join(', ');

/** Regular expressions for the IPv4 networks and the IPv6 networks in a text. */
const V4 = '@"([0-9]+[.][0-9./]+)"';
const V6 = '@"([0-9a-fA-F]*:[0-9a-fA-F:.]+(?:/[0-9]+)?)"';

/**
 * Statements with the networks of the filter `address`.
 *
 * IPv4 and IPv6 are compared separately, because the IPv6 functions read an IPv4 address as one of `::ffff:0:0/96`
 * (Kusto documentation, "parse_ipv6()").
 */
export const SELECTED_NETWORKS = `let selected_v4 = extract_all(${V4}, ${variableOf(QuestionFilter.ADDRESS)});
let selected_v6 = extract_all(${V6}, ${variableOf(QuestionFilter.ADDRESS)});
`;

/** Statements with the special-purpose networks. */
export const SPECIAL_NETWORKS = `let special_networks = "${SPECIAL_PURPOSE}";
let special_v4 = extract_all(${V4}, special_networks);
let special_v6 = extract_all(${V6}, special_networks);
`;

/** Statements with the special-purpose networks, and with these and the networks of the filter. */
export const INTERNAL_NETWORKS = `${SPECIAL_NETWORKS}let internal_networks = strcat(special_networks, ", ", ${variableOf(QuestionFilter.INTERNAL_NETWORKS)});
let internal_v4 = extract_all(${V4}, internal_networks);
let internal_v6 = extract_all(${V6}, internal_networks);
`;

/** Returns a condition: the address is of a special-purpose network. */
export function isSpecialPurpose(address: string): string {
  return isIn(address, 'special');
}

/** Returns a condition: the address is of a special-purpose network, or of a network of the filter. */
export function isInternal(address: string): string {
  return isIn(address, 'internal');
}

/** Returns a condition: the filter `address` is empty, or contains one of the addresses. */
export function isAddressSelected(...addresses: readonly string[]): string {
  const filter = QuestionFilter.ADDRESS;
  return [`isempty(${variableOf(filter)})`, ...addresses.map((address) => isIn(address, 'selected'))].join(
    ' or ',
  );
}

/** Returns a condition: the filter `port` is empty, or contains one of the ports. */
export function isPortSelected(...ports: readonly string[]): string {
  return isSelected(QuestionFilter.PORT, ...ports.map((port) => `tostring(${port})`));
}

function isIn(address: string, list: 'internal' | 'selected' | 'special'): string {
  return (
    `coalesce(iff(${address} contains ":", ipv6_is_in_any_range(${address}, ${list}_v6), ` +
    `ipv4_is_in_any_range(${address}, ${list}_v4)), false)`
  );
}
