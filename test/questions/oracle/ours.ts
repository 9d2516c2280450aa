import { isIn } from './ip';
import { destinationOf, type LoggedRecord, ownSide, sourceOf } from './record';

/** Networks that the internet does not route, and the address of the Azure platform. */
const SPECIAL = [
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
  '168.63.129.16/32',
  '::/128',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
  '::ffff:0:0/96',
  '100::/64',
  '64:ff9b:1::/48',
];

/** Most own public addresses of one version that a network card has without being a forwarder. */
const MOST_PUBLIC = 3;

/** Whether an address is one that the internet does not route. */
export function isSpecial(address: string): boolean {
  return SPECIAL.some((network) => isIn(address, network));
}

/** Decides which addresses are ours: special ones, declared networks, and the logged ends of records. */
export class OurAddresses {
  private readonly logged = new Set<string>();

  constructor(
    records: readonly LoggedRecord[],
    private readonly declared: readonly string[] = [],
  ) {
    const forwarders = forwardingCards(records);
    for (const record of records) {
      const own = ownAddress(record);
      if (own !== null && !forwarders.has(record.mac ?? '')) this.logged.add(own);
    }
  }

  has(address: string): boolean {
    return (
      this.logged.has(address) ||
      isSpecial(address) ||
      this.declared.some((network) => isIn(address, network))
    );
  }
}

/** The address of the logged interface, if the record states it. */
export function ownAddress(record: LoggedRecord): string | null {
  const side = record.srcAddr === null ? null : ownSide(record);
  if (side === null) return null;
  return (side === 'src' ? sourceOf(record) : destinationOf(record)).address;
}

/**
 * Network cards of virtual appliances. Azure logs the addresses of the packets only, so that a card that forwards seems
 * to be both ends of a flow, or to have many public addresses.
 */
function forwardingCards(records: readonly LoggedRecord[]): Set<string> {
  const own = new Map<string, Set<string>>();
  const others = new Map<string, Set<string>>();
  for (const record of records) {
    const address = ownAddress(record);
    if (record.cloud !== 'azure' || record.mac === null || address === null) continue;
    const source = sourceOf(record).address;
    add(own, record.mac, address);
    add(others, record.mac, address === source ? destinationOf(record).address : source);
  }
  const forwarders = new Set<string>();
  for (const [mac, addresses] of own) {
    const outside = [...addresses].filter((address) => !isSpecial(address));
    const isEitherEnd = [...addresses].some((address) => others.get(mac)?.has(address));
    const hasMany = [true, false].some(
      (isV6) => outside.filter((address) => address.includes(':') === isV6).length > MOST_PUBLIC,
    );
    if (isEitherEnd || hasMany) forwarders.add(mac);
  }
  return forwarders;
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key) ?? new Set<string>();
  sets.set(key, set.add(value));
}
