import { INTERNAL_V4, INTERNAL_V6 } from '../../flows/internal-networks';

/**
 * Returns a condition for addresses that are not on the internet.
 *
 * Source: CloudWatch Logs User Guide, "IP address string functions".
 */
export function isSpecialPurpose(address: string): string {
  return [
    ...INTERNAL_V4.map((network) => `isIpv4InSubnet(${address}, "${network}")`),
    ...INTERNAL_V6.map((network) => `isIpv6InSubnet(${address}, "${network}")`),
  ].join(' or ');
}
