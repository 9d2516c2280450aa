import { type FlowField, VpcField } from '../fields';
import type { LogFormat } from '../format';
import { command, joined, type NameOf, namesIn } from './names-in-format';

const { SRCADDR, DSTADDR, PKT_SRCADDR, PKT_DSTADDR, SRCPORT, DSTPORT, PROTOCOL, TCP_FLAGS, ACTION } =
  VpcField;
const { FLOW_DIRECTION, INTERFACE_TYPE, NEXT_HOP_INTERFACE_TYPE } = VpcField;

/** Types of the interfaces of NAT gateways. */
export const NAT_GATEWAYS = '["nat_gateway", "regional_nat_gateway"]';

/**
 * Returns the commands that define, for each record, both ends in a fixed order and what the record shows of them.
 *
 * - `a`, `a_port`, `b`, `b_port`: the ends, ordered by address, then by port; `forward`: 1 if `a` is the source
 * - `accepted`: 1 if the record is not rejected
 * - `syn`, `syn_ack`, `rst`: flags of TCP; `has_flags`: 1 if the record shows them
 * - `own_src`, `own_dst`: 1 if the end has the address of the logged interface
 * - `opened_src`, `opened_dst`: number of facts that show the end as the opener
 */
export function recordCommands(format: LogFormat): (string | undefined)[] {
  const name = namesIn(format);
  const facts = openerFacts(format);
  return [
    `filter ${name(SRCADDR) ?? name(PKT_SRCADDR)} != "-"`,
    withoutTranslatedLegs(name),
    command('fields', [
      `${endAddress(name, PKT_SRCADDR, SRCADDR)} as src`,
      `${endAddress(name, PKT_DSTADDR, DSTADDR)} as dst`,
      // a missing port is 0
      `if(${name(SRCPORT)} = "-", "0", ${name(SRCPORT)}) as src_port`,
      `if(${name(DSTPORT)} = "-", "0", ${name(DSTPORT)}) as dst_port`,
    ]),
    command('fields', [
      'if(src < dst or (src = dst and src_port - dst_port <= 0), 1, 0) as forward',
      hasVerdict(format) ? `if(${name(ACTION)} = "REJECT", 0, 1) as accepted` : undefined,
      ...flagFields(name),
      ...ownFields(format),
    ]),
    command('fields', [
      'if(forward = 1, src, dst) as a',
      'if(forward = 1, src_port, dst_port) as a_port',
      'if(forward = 1, dst, src) as b',
      'if(forward = 1, dst_port, src_port) as b_port',
      facts.src ? `${facts.src} as opened_src` : undefined,
      facts.dst ? `${facts.dst} as opened_dst` : undefined,
    ]),
  ];
}

/** Whether records have a verdict. Those of transit gateways have none: all are accepted. */
export function hasVerdict(format: LogFormat): boolean {
  return format.has(ACTION.name);
}

/** Whether records show which end has the address of the logged interface. Those of transit gateways do not. */
export function hasOwnEnds(format: LogFormat): boolean {
  return format.has(FLOW_DIRECTION.name) && !format.isTransitGateway;
}

/** Whether records show the flags of TCP. */
export function hasFlags(format: LogFormat): boolean {
  return format.has(TCP_FLAGS.name);
}

/** The leg between a NAT gateway and the internet: the other leg has its bytes, with the address of the client. */
function withoutTranslatedLegs(name: NameOf): string | undefined {
  const type = name(INTERFACE_TYPE);
  const pairs = [
    [name(PKT_SRCADDR), name(SRCADDR)],
    [name(PKT_DSTADDR), name(DSTADDR)],
  ];
  if (!type || pairs.flat().includes(undefined)) return undefined;
  const sameEnds = pairs.map(([packet, logged]) => `${packet} = ${logged}`).join(' and ');
  return `filter not (${type} in ${NAT_GATEWAYS} and ${sameEnds})`;
}

/** Returns the address in the packet if the record has it, else the address of the interface. */
export function endAddress(name: NameOf, packet: FlowField, logged: FlowField): string {
  const [inPacket, atInterface] = [name(packet), name(logged)];
  if (inPacket && atInterface) return `if(${inPacket} = "-", ${atInterface}, ${inPacket})`;
  return (inPacket ?? atInterface) as string;
}

/** The language has no bitwise operators. */
function flagFields(name: NameOf): string[] {
  const [flags, protocol] = [name(TCP_FLAGS), name(PROTOCOL)];
  if (!flags) return [];
  const bit = (value: number) => `floor(${flags} / ${value}) % 2`;
  return [
    `if(${protocol} = 6 and ${bit(2)} = 1 and ${bit(16)} = 0, 1, 0) as syn`,
    `if(${protocol} = 6 and ${bit(2)} = 1 and ${bit(16)} = 1, 1, 0) as syn_ack`,
    `if(${protocol} = 6 and ${bit(4)} = 1, 1, 0) as rst`,
    `if(${protocol} = 6 and ${flags} != "-", 1, 0) as has_flags`,
  ];
}

function ownFields(format: LogFormat): string[] {
  if (!hasOwnEnds(format)) return [];
  const name = namesIn(format);
  const own = (direction: string, logged: FlowField, end: string) => {
    const isLogged = name(logged) ? ` and ${name(logged)} = ${end}` : '';
    return `if(${name(FLOW_DIRECTION)} = "${direction}"${isLogged}, 1, 0) as own_${end}`;
  };
  return [own('egress', SRCADDR, 'src'), own('ingress', DSTADDR, 'dst')];
}

/** Sums of the facts that show an end of a record as the opener; undefined if the format has none. */
export interface OpenerFacts {
  readonly src?: string;
  readonly dst?: string;
}

/** Returns the facts that a format has: SYN shows the source, SYN with ACK the destination, a NAT gateway its client. */
export function openerFacts(format: LogFormat): OpenerFacts {
  const name = namesIn(format);
  const [type, nextHop, direction] = [
    name(INTERFACE_TYPE),
    name(NEXT_HOP_INTERFACE_TYPE),
    name(FLOW_DIRECTION),
  ];
  const atGateway = (packet: FlowField, logged: FlowField) =>
    type && name(packet) && name(logged)
      ? `if(${type} in ${NAT_GATEWAYS} and ${name(packet)} != ${name(logged)}, 1, 0)`
      : undefined;
  const toGateway =
    nextHop && direction ? `if(${direction} = "egress" and ${nextHop} in ${NAT_GATEWAYS}, 1, 0)` : undefined;
  const syn = hasFlags(format) ? 'syn' : undefined;
  // transit gateways report every ACK, so that SYN with ACK can be of either side
  const answer = syn && !format.isTransitGateway ? 'syn_ack' : undefined;
  const src = joined(' + ', [syn, atGateway(PKT_DSTADDR, DSTADDR), toGateway]);
  const dst = joined(' + ', [answer, atGateway(PKT_SRCADDR, SRCADDR)]);
  return { src: src || undefined, dst: dst || undefined };
}
