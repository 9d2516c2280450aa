import { isIn } from './ip';
import type { LoggedRecord } from './record';

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
    for (const record of records) {
      const own = ownAddress(record);
      if (own !== null) this.logged.add(own);
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

/** The address of the logged interface: the source of what leaves it, and the destination of what enters it. */
export function ownAddress({
  logType,
  isForwarded,
  direction,
  srcAddr,
  dstAddr,
  fields,
}: LoggedRecord): string | null {
  const isRegional = fields.get('interface-type') === 'regional_nat_gateway';
  if (logType === 'tgw' || isRegional || isForwarded || direction === null) return null;
  return direction === 'egress' ? srcAddr : dstAddr;
}
