import { isSpecial } from './ours';

/** An address with a port; port 0 if the protocol has none. */
export interface End {
  readonly address: string;
  readonly port: number;
}

/** What one record of a flow log states, in the words of `docs/table.md`. Times are milliseconds since 1970. */
export interface LoggedRecord {
  readonly cloud: 'aws' | 'azure';
  readonly logType: 'vpc' | 'tgw' | 'vnet' | 'nsg';
  readonly account: string | null;
  readonly region: string | null;
  readonly flowLog: string | null;
  /** File and position of the record. */
  readonly source: string;
  readonly sourceRow: number;
  readonly start: number | null;
  readonly end: number | null;
  readonly srcAddr: string | null;
  readonly dstAddr: string | null;
  readonly srcPort: number | null;
  readonly dstPort: number | null;
  readonly protocol: number | null;
  readonly ipVersion: number | null;
  readonly pktSrc: string | null;
  readonly pktDst: string | null;
  readonly direction: 'ingress' | 'egress' | null;
  readonly initiator: 'src' | 'dst' | null;
  readonly action: 'accept' | 'reject' | null;
  readonly state: 'begin' | 'continue' | 'end' | null;
  readonly status: 'ok' | 'nodata' | 'skipdata' | null;
  readonly rejectReason: string | null;
  readonly rule: string | null;
  readonly encryption: string | null;
  readonly flags: number | null;
  readonly bytesOut: bigint | null;
  readonly bytesIn: bigint | null;
  readonly packetsOut: bigint | null;
  readonly packetsIn: bigint | null;
  readonly interfaceId: string | null;
  readonly mac: string | null;
  readonly resource: string | null;
  readonly instance: string | null;
  readonly subnet: string | null;
  readonly network: string | null;
  /** Whether flows are distinguished by the addresses of interfaces instead of those in packets. */
  readonly isByInterface?: boolean;
  /** Whether the logged card forwards packets of others, so that no end of the record is its own. */
  readonly isForwarded: boolean;
  /** Every other field of an AWS record by its name in the log format, without `-`. */
  readonly fields: ReadonlyMap<string, string>;
}

/** Returns the end that sends: the address in the packet if the record has it. */
export function sourceOf({ isByInterface, pktSrc, srcAddr, srcPort }: LoggedRecord): End {
  return { address: (isByInterface ? srcAddr : (pktSrc ?? srcAddr)) ?? '', port: srcPort ?? 0 };
}

/** Returns the end that receives. */
export function destinationOf({ isByInterface, pktDst, dstAddr, dstPort }: LoggedRecord): End {
  return { address: (isByInterface ? dstAddr : (pktDst ?? dstAddr)) ?? '', port: dstPort ?? 0 };
}

/** The place that logged the record: interface, network card, attachment, or regional NAT gateway. */
export function loggedPlace(record: LoggedRecord): string | null {
  return record.mac ?? record.interfaceId ?? record.fields.get('tgw-attachment-id') ?? record.resource;
}

/** Whether the traffic passed: no verdict means that nothing rejected it. */
export function isAccepted(record: LoggedRecord): boolean {
  return record.action !== 'reject';
}

/**
 * The end that is the logged interface itself. The interface is the source of what leaves it and the destination of
 * what enters it, unless the packet has another address there: then the interface only forwards. Transit gateways have
 * no end.
 */
export function loggedSide(record: LoggedRecord): 'src' | 'dst' | null {
  if (record.logType === 'tgw' || record.isForwarded || isAtRegionalGateway(record)) return null;
  if (record.direction === 'egress' && isSame(record.srcAddr, record.pktSrc)) return 'src';
  if (record.direction === 'ingress' && isSame(record.dstAddr, record.pktDst)) return 'dst';
  return null;
}

/** Whether the address of the interface is that in the packet, as far as the record shows it. */
function isSame(address: string | null, inPacket: string | null): boolean {
  return inPacket === null || inPacket === address;
}

const NAT_TYPES = ['nat_gateway', 'regional_nat_gateway'];

/** Whether the logged interface is a NAT gateway. */
export function isAtNatGateway({ fields }: LoggedRecord): boolean {
  return NAT_TYPES.includes(fields.get('interface-type') ?? '');
}

/** Whether a regional NAT gateway wrote the record. It has no interface: its records have the ends as they are. */
export function isAtRegionalGateway({ fields }: LoggedRecord): boolean {
  return fields.get('interface-type') === 'regional_nat_gateway';
}

/** Whether the record leaves its interface toward a NAT gateway. */
export function goesToNatGateway({ direction, fields }: LoggedRecord): boolean {
  return direction === 'egress' && NAT_TYPES.includes(fields.get('next-hop-interface-type') ?? '');
}

/**
 * Whether the record is the leg between a NAT gateway and the internet. The gateway logs the same bytes with the address
 * of the client in the other leg.
 */
export function isTranslatedLeg(record: LoggedRecord): boolean {
  const { pktSrc, pktDst, srcAddr, dstAddr } = record;
  if (!isAccepted(record)) return false;
  if (isAtRegionalGateway(record)) {
    return srcAddr !== null && !isSpecial(srcAddr) && dstAddr !== null && !isSpecial(dstAddr);
  }
  return (
    isAtNatGateway(record) && pktSrc !== null && pktSrc === srcAddr && pktDst !== null && pktDst === dstAddr
  );
}
