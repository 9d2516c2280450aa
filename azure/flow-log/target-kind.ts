import { parseResourceId } from '../resource-id';

/** Types of resources that a VNet flow log can log. The value is the words for messages. */
export enum TargetKind {
  VIRTUAL_NETWORK = 'virtual network',
  SUBNET = 'subnet',
  NETWORK_INTERFACE = 'network interface',
}

/** Short names of the targets in the file of a standard. */
export const TARGET_NAMES = {
  [TargetKind.VIRTUAL_NETWORK]: 'vnet',
  [TargetKind.SUBNET]: 'subnet',
  [TargetKind.NETWORK_INTERFACE]: 'nic',
} as const satisfies Readonly<Record<TargetKind, string>>;

/** A short name of a target. */
export type TargetName = (typeof TARGET_NAMES)[TargetKind];

/** The target of an NSG flow log, in words for messages. It is not a `TargetKind`: Azure creates no new NSG flow logs. */
export const SECURITY_GROUP = 'network security group';

const KINDS: Readonly<Record<string, TargetKind>> = {
  'microsoft.network/virtualnetworks': TargetKind.VIRTUAL_NETWORK,
  'microsoft.network/virtualnetworks/subnets': TargetKind.SUBNET,
  'microsoft.network/networkinterfaces': TargetKind.NETWORK_INTERFACE,
};

const SECURITY_GROUP_TYPE = 'microsoft.network/networksecuritygroups';

/** The kind of target that a resource id identifies; undefined for resources without flow logs. */
export function targetKindOf(id: string): TargetKind | undefined {
  return KINDS[parseResourceId(id)?.type ?? ''];
}

/** Whether a resource id identifies a network security group. */
export function isSecurityGroupId(id: string): boolean {
  return parseResourceId(id)?.type === SECURITY_GROUP_TYPE;
}

/** Since when Azure creates no flow logs of network security groups. Source: as for `SECURITY_GROUP_REFUSED`. */
export const SECURITY_GROUPS_CLOSED_SINCE = '2025-06-30';

/**
 * Why Azure refuses a flow log of a network security group, and how to replace it.
 *
 * Source: Azure Network Watcher documentation, "Migrate from network security group flow logs to virtual network flow
 * logs".
 */
export const SECURITY_GROUP_REFUSED =
  `Azure creates no flow logs of network security groups since ${SECURITY_GROUPS_CLOSED_SINCE} and stops the existing ones on 2027-09-30; instead: ` +
  '(1) create a flow log of the virtual network, or of the subnets and network interfaces, that the group protects; ' +
  '(2) compare the two flow logs for at least one day; (3) delete the flow log of the group, because both record every flow';

/**
 * Validates that an id identifies a target. Returns the problem, or undefined.
 *
 * @param shown what the message calls the target: by default the id
 */
export function targetProblem(id: string, shown?: string): string | undefined {
  if (isSecurityGroupId(id)) return `target is ${shown ?? id}: ${SECURITY_GROUP_REFUSED}`;
  if (targetKindOf(id)) return undefined;
  const kinds = Object.values(TargetKind).join(', ');
  return `target is ${shown ?? JSON.stringify(id)}: expected the ARM id of one of these: ${kinds}`;
}
