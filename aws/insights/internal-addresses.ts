import type { QueryText } from './query-text';

/** Networks that the internet does not route. Source: IANA IPv4 and IPv6 Special-Purpose Address Registries. */
const INTERNAL_V4 = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
const INTERNAL_V6 = ['fc00::/7', 'fe80::/10', 'ff00::/8', '::1/128'];

/**
 * Whether an address is none that the internet routes.
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
