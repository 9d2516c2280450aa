import { MOST_ADDRESSES } from '../../../flows/relations/own-addresses';
import { isSpecialPurpose } from './networks';

/**
 * Statements that declare `appliances` and `own_addresses`, from `rows`: network cards that pass on the flows of others, and
 * addresses of logged interfaces that are not special-purpose. A network card is an appliance if an
 * address is its own in some records and the other end in others, if it has many public addresses, or if it has both
 * private and public IPv4 addresses. The addresses of an appliance do not count.
 */
export const OWN_ADDRESSES = `let logged_ends = rows
| where isnotempty(direction) and log_type != "tgw" and interface_type != "regional_nat_gateway"
| extend nic = iff(cloud == "azure", interface, "");
let addresses_of_cards = union
  (logged_ends | project cloud, nic, address = src_addr, is_own = direction == "egress"),
  (logged_ends | project cloud, nic, address = dst_addr, is_own = direction == "ingress")
| where cloud == "azure" or is_own
| summarize is_own = max(iff(is_own, 1, 0)), is_other = max(iff(is_own, 0, 1)) by cloud, nic, address
| extend is_special = ${isSpecialPurpose('address')}, is_v6 = address contains ":";
let appliances = addresses_of_cards
| where cloud == "azure"
| summarize
    is_both = max(is_own * is_other),
    private_v4 = countif(is_own == 1 and is_special and not(is_v6)),
    public_v4 = countif(is_own == 1 and not(is_special) and not(is_v6)),
    public_v6 = countif(is_own == 1 and not(is_special) and is_v6)
    by cloud, nic
| where is_both == 1 or (private_v4 > 0 and public_v4 > 0) or public_v4 > ${MOST_ADDRESSES} or public_v6 > ${MOST_ADDRESSES}
| project nic;
let own_addresses = addresses_of_cards
| where is_own == 1 and not(is_special)
| where cloud != "azure" or nic !in (appliances)
| distinct address;
`;
