import { ACCOUNT, REGION } from './network.mjs';

const NO_TASK = '- - - - - - - - - -';

/**
 * Lines of VPC flow logs. Each function takes the traffic and its aggregation interval. An interval without traffic
 * has no flow.
 */
export const VPC_LINES = { v2, v5, recommended, v11 };

function v2(seenBy, flow, window) {
  return `2 ${head(seenBy, flow, window)}\n`;
}

function v5(seenBy, flow, window) {
  return `5 ${head(seenBy, flow, window)} ${touched(seenBy, flow)}\n`;
}

function recommended(seenBy, flow, window) {
  return `8 ${head(seenBy, flow, window)} ${touched(seenBy, flow)} ${reason(flow)}\n`;
}

function v11(seenBy, flow, window) {
  return `11 ${head(seenBy, flow, window)} ${touched(seenBy, flow)} ${task(seenBy)} ${newest(seenBy, flow)}\n`;
}

function head({ id }, flow, { start, end, status }) {
  if (!flow) return `${ACCOUNT} ${id} - - - - - - - ${start} ${end} - ${status}`;
  const { source, target, sourcePort, targetPort, protocol, packets, bytes, rejected } = flow;
  const counted = `${protocol} ${packets} ${bytes} ${start} ${end}`;
  return `${ACCOUNT} ${id} ${source} ${target} ${sourcePort} ${targetPort} ${counted} ${rejected ? 'REJECT' : 'ACCEPT'} OK`;
}

function touched({ subnet, instance }, flow) {
  const place = `${subnet.vpc} ${subnet.id} ${instance}`;
  if (!flow) return `${place} - - - - ${REGION} ${subnet.zone} - - - - - -`;
  const { flags, v6, source, target, outgoing, peer, inner } = flow;
  // behind a NAT gateway the address of the packet differs from that of the interface
  const packetSource = inner && !outgoing ? inner : source;
  const packetTarget = inner && outgoing ? inner : target;
  const packet = `${flags} ${v6 ? 'IPv6' : 'IPv4'} ${packetSource} ${packetTarget}`;
  const service = peer.service ?? '-';
  const services = outgoing ? `- ${service}` : `${service} -`;
  const way = outgoing ? `egress ${peer.subnet ? 1 : 8}` : 'ingress -';
  return `${place} ${packet} ${REGION} ${subnet.zone} - - ${services} ${way}`;
}

function task({ task }) {
  if (!task) return NO_TASK;
  const { clusterArn, cluster, instanceArn, instanceId, container, second, service, definitionArn, taskArn } =
    task;
  return `${clusterArn} ${cluster} ${instanceArn} ${instanceId} ${container} ${second} ${service} ${definitionArn} ${taskArn} ${task.task}`;
}

function newest({ tags, type }, flow) {
  const [name, stage] = tags;
  const tagged = `${name} ${stage} ${name} - - -`;
  if (!flow) return `- - - ${tagged} ${type} - - - - -`;
  const { outgoing, peer, packets } = flow;
  const next = outgoing && peer.subnet;
  const hop = next ? `${peer.id} ${next.id} ${next.zone} ${next.vpc} ${peer.type}` : '- - - - -';
  return `${reason(flow)} - ${packets & 1} ${tagged} ${type} ${hop}`;
}

function reason(flow) {
  return flow?.rejected && flow.packets === 1 ? 'BPA' : '-';
}
