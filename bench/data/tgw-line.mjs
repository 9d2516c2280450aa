import { ACCOUNT, REGION } from './network.mjs';

const GATEWAY = 'tgw-0123456789abcdef0';

/** A line of a transit gateway flow log with all its fields. */
export function tgwLine(seenBy, flow, { start, end, status }) {
  const attachment = attachmentOf(seenBy.subnet);
  const which = `6 TransitGateway ${ACCOUNT} ${GATEWAY} ${attachment}`;
  if (!flow) {
    return `${which} - - - - - - - - - - - - - - - - - - ${start} ${end} ${status} - - - - - - ${REGION} - - -\n`;
  }
  const { source, target, sourcePort, targetPort, protocol, packets, bytes, v6, flags, outgoing, peer } =
    flow;
  const own = sideOf(seenBy);
  const other = sideOf(peer);
  const [from, to] = outgoing ? [own, other] : [other, own];
  const pairs = Object.keys(own).map((name) => `${from[name]} ${to[name]}`);
  const pair = peer.subnet ? attachmentOf(peer.subnet) : '-';
  const counted = `${source} ${target} ${sourcePort} ${targetPort} ${protocol} ${packets} ${bytes} ${start} ${end} OK`;
  // a transit gateway reports ACK and PSH too
  const seen = protocol === 6 ? flags | 24 : 0;
  const lost = `${packets % 97 === 0 ? 1 : 0} 0 0 0`;
  const services = outgoing ? `- ${peer.service ?? '-'}` : `${peer.service ?? '-'} -`;
  const way = outgoing ? 'egress' : 'ingress';
  return `${which} ${pairs.join(' ')} ${pair} ${counted} ${v6 ? 'IPv6' : 'IPv4'} ${lost} ${seen} ${REGION} ${way} ${services}\n`;
}

function sideOf({ id, subnet }) {
  if (!subnet) return { account: '-', vpc: '-', subnet: '-', id: '-', zone: '-' };
  return { account: ACCOUNT, vpc: subnet.vpc, subnet: subnet.id, id, zone: subnet.zone };
}

function attachmentOf({ vpc }) {
  return `tgw-attach-${vpc.slice(4)}`;
}
