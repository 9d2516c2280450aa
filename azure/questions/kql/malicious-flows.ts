import { ADDRESSES, EACH_ADDRESS, FLOWS, IS_FROM_OUTSIDE } from './expressions';

/** Flows with an address that Microsoft threat intelligence lists, and its types of threat. */
export const MALICIOUS_FLOWS = `${ADDRESSES}
${FLOWS}
| where FlowType == "MaliciousFlow"
${EACH_ADDRESS}
| extend malicious_address = iff(${IS_FROM_OUTSIDE}, source, destination)
| lookup kind=leftouter addresses on $left.malicious_address == $right.address
| extend threat_type = iff(isempty(threat_type), "unknown", threat_type)`;
