import { inventedNetwork } from './network.mjs';
import { Random } from './random.mjs';

/** Prefix lengths as published lists have them: most entries are single addresses, and few are large networks. */
const IPV4_LENGTHS = [
  ...Array.from({ length: 150 }, () => 32),
  ...Array.from({ length: 20 }, () => 24),
  ...[
    31, 30, 30, 29, 29, 29, 28, 28, 28, 27, 27, 27, 26, 26, 26, 25, 25, 25, 23, 23, 22, 22, 21, 20, 19, 18,
    17, 16,
  ],
];
const IPV6_LENGTHS = [128, 128, 64, 56, 48, 48, 44, 40, 36, 32];
const TYPES = 40;
/** First octets with networks that are not public. */
const NOT_PUBLIC = new Set([10, 100, 127, 169, 172, 192]);
const LISTED_REMOTES = 500;

/**
 * Threat lists with a number of networks of both IP versions, always the same, which contain many of the generated addresses.
 *
 * @returns the texts of the lists by their names
 */
export function threatListFiles(networks) {
  const random = new Random(21);
  const { remotes } = inventedNetwork();
  const ipv6 = Math.floor(networks / 5);
  const hosts = Math.floor(networks / 5);
  const mixed = networks - ipv6 - hosts;
  return {
    'hosts.txt': lines(hosts, (index) =>
      index < LISTED_REMOTES ? remotes[index].address : `${ipv4(random)}`,
    ),
    'mixed.txt': lines(
      mixed,
      () => `${ipv4(random)}/${random.pick(IPV4_LENGTHS)}, type-${random.below(TYPES)}`,
    ),
    'six.txt': lines(ipv6, (index) =>
      index < LISTED_REMOTES
        ? `${remotes[index].address6}/64`
        : `${ipv6Address(random)}/${random.pick(IPV6_LENGTHS)}, type-${random.below(TYPES)}`,
    ),
  };
}

function lines(count, line) {
  return `# generated\n${Array.from({ length: count }, (_, index) => line(index)).join('\n')}\n`;
}

function ipv4(random) {
  let first = 1 + random.below(223);
  while (NOT_PUBLIC.has(first)) first = 1 + random.below(223);
  return `${first}.${random.below(256)}.${random.below(256)}.${random.below(256)}`;
}

function ipv6Address(random) {
  const groups = Array.from({ length: 4 }, () => random.below(0x10000).toString(16));
  return `2${random.below(0xc00).toString(16).padStart(3, '0')}:${groups.join(':')}::${random.below(0x10000).toString(16)}`;
}
