import type { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { isSecurityGroupId } from '../../../azure/flow-log/target-kind';
import type { VnetFlowLogs } from '../vnet-flow-logs';
import { AppNetworks, type Place } from './app-networks';
import { isLiteral, written } from './expressions';
import { resourcesOf } from './network-keys';

const ADVICE = 'leave one of them out, or say mayOverlap: true';

/**
 * What an app logs more than once, seen from one of its flow logs: each pair is told by the narrower of the two.
 *
 * Source: Azure Network Watcher documentation, "Manage virtual network flow logs" and "Virtual network flow logs".
 */
export function overlapProblems(flowLogs: VnetFlowLogs, all: readonly VnetFlowLogs[]): string[] {
  if (flowLogs.mayOverlap) return [];
  const networks = new AppNetworks(flowLogs.node.root);
  const place = networks.placeOf(flowLogs, flowLogs.target);
  const ours = all
    .filter((other) => other !== flowLogs && !other.mayOverlap)
    .flatMap((other) => {
      const there = networks.placeOf(other, other.target);
      if (meet(place.own, there.own)) return isLater(flowLogs, other) ? [same(other)] : [];
      return meet(place.within, there.own) ? [narrower(flowLogs, other)] : [];
    });
  const others = flowLogResources(flowLogs.node.root).filter((each) => !isOneOf(each, all));
  return [...ours, ...others.flatMap((other) => problemsWith(other, place, networks))];
}

function problemsWith(other: FlowLogResource, place: Place, networks: AppNetworks): string[] {
  const group = securityGroupOf(other);
  if (group === undefined) {
    const id = other.targetResourceIdInput;
    if (id === undefined) return [];
    return meet(place.own, networks.placeOf(other, { id }).own) ? [same(other)] : [];
  }
  const protectedPlaces = networks.protectedBy(other, group);
  const all = [...place.own, ...place.within];
  const isSame = protectedPlaces.some(({ own, within }) => meet(all, own) || meet(place.own, within));
  if (!isSame && protectedPlaces.length > 0) return [];
  const whose = isSame
    ? 'which protects what this one logs:'
    : 'and the app does not say what that protects: if it is what this one logs,';
  return [
    `${other.node.path} is the flow log of a network security group, ${whose} flows are then recorded twice, once by ` +
      'each; remove it once the flow logs of the network are there, or say mayOverlap: true',
  ];
}

function same(other: IConstruct): string {
  return `logs what ${other.node.path} logs: every flow would be recorded twice; ${ADVICE}`;
}

function narrower({ target }: VnetFlowLogs, other: VnetFlowLogs): string {
  return (
    `is on a ${target.kind ?? 'resource'} within what ${other.node.path} logs: a flow log on a network interface goes ` +
    'before that on its subnet, and that before the one on its virtual network, so these flows come from this one ' +
    `alone and are missing in the other; ${ADVICE}`
  );
}

/** A flow log of the bindings, ours among them. */
type FlowLogResource = TerraformResource & {
  readonly targetResourceIdInput?: string;
  readonly networkSecurityGroupIdInput?: string;
};

function flowLogResources(root: IConstruct): FlowLogResource[] {
  return resourcesOf(root, 'azurerm_network_watcher_flow_log');
}

function isOneOf(resource: IConstruct, all: readonly VnetFlowLogs[]): boolean {
  return all.some((each) => resource.node.scopes.includes(each));
}

function securityGroupOf(resource: FlowLogResource): string | undefined {
  const { networkSecurityGroupIdInput: group, targetResourceIdInput: target } = resource;
  if (group !== undefined) return group;
  if (target === undefined) return undefined;
  const isGroup = isLiteral(target)
    ? isSecurityGroupId(target)
    : /^\$\{(data\.)?azurerm_network_security_group\./.test(written(resource, target));
  return isGroup ? target : undefined;
}

function isLater(one: IConstruct, other: IConstruct): boolean {
  const all = one.node.root.node.findAll();
  return all.indexOf(one) > all.indexOf(other);
}

function meet(some: readonly string[], others: readonly string[]): boolean {
  return some.some((each) => others.includes(each));
}
