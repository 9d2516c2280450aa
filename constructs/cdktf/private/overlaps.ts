import type { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { isSecurityGroupId, targetKindOf } from '../../../azure/flow-log/target-kind';
import type { FlowLogTargetConfig } from '../flow-log-target';
import { AppNetworks, type NetworkPosition } from './app-networks';
import { AppResources } from './app-resources';
import { keyOf, type NetworkKey, resourcesOf } from './network-keys';

/** A flow log of the app, as `VnetFlowLogs` creates it. */
export interface TargetedFlowLog extends IConstruct {
  readonly target: FlowLogTargetConfig;
  readonly mayOverlap: boolean;
}

const ADVICE = 'remove one of them, or set mayOverlap: true';

/**
 * Overlaps of one flow log with the others of the app. The narrower flow log of each pair reports the overlap.
 *
 * Source: Azure Network Watcher documentation, "Manage virtual network flow logs" and "Virtual network flow logs".
 */
export function overlapProblems(flowLogs: TargetedFlowLog, all: readonly TargetedFlowLog[]): string[] {
  if (flowLogs.mayOverlap) return [];
  const networks = AppNetworks.of(flowLogs.node.root);
  const position = networks.positionOf(flowLogs, flowLogs.target);
  const ours = all
    .filter((other) => other !== flowLogs && !other.mayOverlap)
    .flatMap((other) => {
      const there = networks.positionOf(other, other.target);
      if (position.own === there.own) return isLater(flowLogs, other) ? [same(other)] : [];
      return position.within.includes(there.own) ? [narrower(flowLogs, position.own, other)] : [];
    });
  const others = flowLogResources(flowLogs.node.root).filter((each) => !isOneOf(each, all));
  return [...ours, ...others.flatMap((other) => problemsWith(other, position, networks))];
}

function problemsWith(other: FlowLogResource, position: NetworkPosition, networks: AppNetworks): string[] {
  const group = securityGroupOf(other);
  if (group === undefined) {
    const id = other.targetResourceIdInput;
    if (id === undefined) return [];
    return position.own === keyOf(other, id) ? [same(other)] : [];
  }
  const protectedTargets = networks.protectedBy(other, group);
  const all = [position.own, ...position.within];
  const isSame = protectedTargets.some(
    ({ own, within }) => all.includes(own) || within.includes(position.own),
  );
  if (!isSame && protectedTargets.length > 0) return [];
  const whose = isSame
    ? 'which protects the target of this one:'
    : 'and the app does not state what the group protects: if it protects the target of this one,';
  return [
    `${other.node.path} is the flow log of a network security group, ${whose} each flow is recorded twice; ` +
      'remove it after the flow logs of the network exist, or set mayOverlap: true',
  ];
}

function same(other: IConstruct): string {
  return `has the same target as ${other.node.path}, so every flow is recorded twice; ${ADVICE}`;
}

function narrower({ target }: TargetedFlowLog, own: NetworkKey, other: TargetedFlowLog): string {
  return (
    `is on a ${target.kind ?? targetKindOf(own) ?? 'resource'} within the target of ${other.node.path}: a flow log on a network interface ` +
    'replaces that of its subnet, and that of a subnet replaces that of its virtual network, so only this flow log ' +
    `records these flows and they are missing in the other; ${ADVICE}`
  );
}

/** A flow log resource of the bindings, including those of `VnetFlowLogs`. */
type FlowLogResource = TerraformResource & {
  readonly targetResourceIdInput?: string;
  readonly networkSecurityGroupIdInput?: string;
};

function flowLogResources(root: IConstruct): readonly FlowLogResource[] {
  return resourcesOf(root, 'azurerm_network_watcher_flow_log');
}

function isOneOf(resource: IConstruct, all: readonly TargetedFlowLog[]): boolean {
  return all.some((each) => resource.node.scopes.includes(each));
}

function securityGroupOf(resource: FlowLogResource): string | undefined {
  const { networkSecurityGroupIdInput: group, targetResourceIdInput: target } = resource;
  if (group !== undefined) return group;
  if (target === undefined) return undefined;
  return isSecurityGroupId(keyOf(resource, target)) ? target : undefined;
}

function isLater(one: IConstruct, other: IConstruct): boolean {
  return AppResources.of(one.node.root).isLater(one, other);
}
