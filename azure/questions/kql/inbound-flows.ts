import { ADDRESSES, EACH_ADDRESS, FLOWS, IS_FROM_OUTSIDE, WITHOUT_PLATFORM } from './expressions';

/** A row for each public address that opens flows into the network, with the details of the address. */
export const INBOUND_FLOWS = `${ADDRESSES}
${FLOWS}
| where ${IS_FROM_OUTSIDE}
${EACH_ADDRESS}
${WITHOUT_PLATFORM}
| lookup kind=leftouter addresses on $left.source == $right.address
| extend src_country = iff(isempty(Country), country, Country)`;
