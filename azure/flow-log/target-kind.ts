import { parseResourceId } from '../resource-id';

/** What a flow log can be put on. */
export enum TargetKind {
  VIRTUAL_NETWORK = 'virtual network',
  SUBNET = 'subnet',
  NETWORK_INTERFACE = 'network interface',
}

const KINDS: Readonly<Record<string, TargetKind>> = {
  'microsoft.network/virtualnetworks': TargetKind.VIRTUAL_NETWORK,
  'microsoft.network/virtualnetworks/subnets': TargetKind.SUBNET,
  'microsoft.network/networkinterfaces': TargetKind.NETWORK_INTERFACE,
};

const SECURITY_GROUP = 'microsoft.network/networksecuritygroups';

/** The kind of target that a resource id names; undefined for resources that take no flow log. */
export function targetKindOf(id: string): TargetKind | undefined {
  return KINDS[parseResourceId(id)?.type ?? ''];
}

/** Whether a resource id names a network security group. */
export function isSecurityGroupId(id: string): boolean {
  return parseResourceId(id)?.type === SECURITY_GROUP;
}

/**
 * Why no flow log can be put on a network security group, and what to do instead.
 *
 * Source: Azure Network Watcher documentation, "Migrate from network security group flow logs to virtual network flow
 * logs".
 */
export const SECURITY_GROUP_REFUSED =
  'network security groups take no new flow logs since 2025-06-30, and those they have end on 2027-09-30; instead: ' +
  '(1) put a flow log on the virtual network, or on the subnets and network interfaces, that the group protects; ' +
  '(2) compare the two for a day or more; (3) disable and remove the flow log of the group, or flows are recorded twice';
