import { INTERNAL_V4, INTERNAL_V6 } from '../../flows/internal-networks';
import type { QueryText } from './query-text';

/**
 * Returns a condition for addresses that the internet does not route.
 *
 * Source: CloudWatch Logs User Guide, "IP address string functions".
 */
export function isInternal(address: QueryText): QueryText {
  const { needs } = address;
  return {
    needs,
    in: (format) => {
      const name = address.in(format);
      return [
        ...INTERNAL_V4.map((network) => `isIpv4InSubnet(${name}, "${network}")`),
        ...INTERNAL_V6.map((network) => `isIpv6InSubnet(${name}, "${network}")`),
      ].join(' or ');
    },
  };
}
