/**
 * Networks whose addresses are not on the internet: private, shared, link-local, loopback, benchmarking, multicast and
 * reserved. Documentation networks are missing, because examples use them as public addresses. Source: IANA IPv4 and
 * IPv6 Special-Purpose Address Registries.
 */
export const INTERNAL_V4: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
export const INTERNAL_V6: readonly string[] = [
  '::/128',
  '::1/128',
  '::ffff:0:0/96',
  '64:ff9b:1::/48',
  '100::/64',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

/**
 * Address from which Azure probes and configures machines. It is in no subnet and not on the internet.
 *
 * Source: Azure Virtual Network documentation, "What is IP address 168.63.129.16?".
 */
export const AZURE_PLATFORM_ADDRESS = '168.63.129.16';
