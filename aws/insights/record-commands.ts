import { type FlowField, VpcField } from '../fields';
import type { LogFormat } from '../format';
import { command, joined, type NameOf, namesIn } from './names-in-format';
import { isSpecialPurpose } from './special-purpose';

const { SRCADDR, DSTADDR, PKT_SRCADDR, PKT_DSTADDR, SRCPORT, DSTPORT, PROTOCOL, TCP_FLAGS, ACTION } =
  VpcField;
const { FLOW_DIRECTION, INTERFACE_TYPE, NEXT_HOP_INTERFACE_TYPE } = VpcField;

/**
 * Returns the commands that define, for each record, both ends in a fixed order and what the record shows of them.
 *
 * - `a`, `a_port`, `b`, `b_port`: the ends, ordered by address, then by port; `forward`: 1 if `a` is the source
 * - `a_special`, `b_special`: 1 if the address is not on the internet
 * - `accepted`: 1 if the record is not rejected
 * - `syn`, `syn_ack`, `rst`: flags of TCP; `has_flags`: 1 if the record shows them
 * - `own_src`, `own_dst`: 1 if the end has the address of the logged interface
 * - `vote`: 1 if the record shows the source as the opener, 2 if it shows the destination, else 0
 */
export function recordCommands(format: LogFormat): (string | undefined)[] {
  const name = namesIn(format);
  return [
    `filter ${name(SRCADDR) ?? name(PKT_SRCADDR)} != "-"`,
    command('fields', [
      `${endAddress(name, PKT_SRCADDR, SRCADDR)} as src`,
      `${endAddress(name, PKT_DSTADDR, DSTADDR)} as dst`,
      // a missing port is 0
      `if(${name(SRCPORT)} = "-", "0", ${name(SRCPORT)}) as src_port`,
      `if(${name(DSTPORT)} = "-", "0", ${name(DSTPORT)}) as dst_port`,
    ]),
    command('fields', [
      `if(${isSpecialPurpose('src')}, 1, 0) as src_special`,
      `if(${isSpecialPurpose('dst')}, 1, 0) as dst_special`,
    ]),
    withoutTranslatedLegs(name),
    command('fields', [
      'if(src < dst or (src = dst and src_port - dst_port <= 0), 1, 0) as forward',
      hasVerdict(format) ? `if(${name(ACTION)} = "REJECT", 0, 1) as accepted` : undefined,
      ...flagFields(name),
      ...ownFields(format),
    ]),
    command('fields', [
      'if(forward = 1, src, dst) as a',
      'if(forward = 1, src_port, dst_port) as a_port',
      'if(forward = 1, src_special, dst_special) as a_special',
      'if(forward = 1, dst, src) as b',
      'if(forward = 1, dst_port, src_port) as b_port',
      'if(forward = 1, dst_special, src_special) as b_special',
      hasVotes(format) ? `${voteOf(format)} as vote` : undefined,
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

/**
 * The leg between a NAT gateway and the internet: the other leg has its bytes, with the address of the client. A regional
 * gateway has no interface, and its records name the client and the remote end, or its own public address.
 */
function withoutTranslatedLegs(name: NameOf): string | undefined {
  const type = name(INTERFACE_TYPE);
  if (!type) return undefined;
  const pairs = [
    [name(PKT_SRCADDR), name(SRCADDR)],
    [name(PKT_DSTADDR), name(DSTADDR)],
  ];
  const sameEnds = pairs.map(([packet, logged]) => `${packet} = ${logged}`).join(' and ');
  const zonal = pairs.flat().includes(undefined) ? undefined : `(${type} = "nat_gateway" and ${sameEnds})`;
  const regional = `(${type} = "regional_nat_gateway" and src_special = 0 and dst_special = 0)`;
  return `filter not (${joined(' or ', [zonal, regional])})`;
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
  const isInterface = name(INTERFACE_TYPE) ? ` and ${name(INTERFACE_TYPE)} != "regional_nat_gateway"` : '';
  const own = (direction: string, logged: FlowField, end: string) => {
    const isLogged = name(logged) ? ` and ${name(logged)} = ${end}` : '';
    return `if(${name(FLOW_DIRECTION)} = "${direction}"${isLogged}${isInterface}, 1, 0) as own_${end}`;
  };
  return [own('egress', SRCADDR, 'src'), own('ingress', DSTADDR, 'dst')];
}

/** Whether records can show the opener of a connection. */
export function hasVotes(format: LogFormat): boolean {
  return voteOf(format) !== '0';
}

/**
 * The opener that a record shows: SYN is of the opener, SYN with ACK of the other end. A NAT gateway passes on the
 * connections of its clients, and opens those of its own address.
 */
function voteOf(format: LogFormat): string {
  const name = namesIn(format);
  const [type, nextHop, direction] = [
    name(INTERFACE_TYPE),
    name(NEXT_HOP_INTERFACE_TYPE),
    name(FLOW_DIRECTION),
  ];
  const differs = (end: string, logged: FlowField, yes: number, no: number) =>
    name(logged) ? `if(${end} != ${name(logged)}, ${yes}, ${no})` : `${no}`;
  let vote = '0';
  if (type && direction) {
    const enters = differs('dst', DSTADDR, 1, 2);
    const leaves = differs('src', SRCADDR, 2, 1);
    vote = `if(${type} = "nat_gateway", if(${direction} = "ingress", ${enters}, ${leaves}), ${vote})`;
  }
  if (type) vote = `if(${type} = "regional_nat_gateway", 2 - src_special, ${vote})`;
  if (nextHop && direction) {
    const toGateway = `${direction} = "egress" and ${nextHop} in ["nat_gateway", "regional_nat_gateway"]`;
    vote = `if(${toGateway}, 1, ${vote})`;
  }
  if (!hasFlags(format)) return vote;
  // transit gateways report every ACK, so that SYN with ACK can be of either side
  const answer = format.isTransitGateway ? vote : `if(syn_ack = 1, 2, ${vote})`;
  return `if(syn = 1, 1, ${answer})`;
}
