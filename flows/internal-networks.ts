/** Networks that the internet does not route. Source: IANA IPv4 and IPv6 Special-Purpose Address Registries. */
export const INTERNAL_V4: readonly string[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
export const INTERNAL_V6: readonly string[] = ['fc00::/7', 'fe80::/10', 'ff00::/8', '::1/128'];
