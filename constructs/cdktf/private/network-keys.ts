import type { Construct, IConstruct } from 'constructs';
import { type AppResource, AppResources } from './app-resources';
import { canonical } from './canonical-ids';

/**
 * Comparison key of a resource: its ARM id in lower case, as far as the app states it in any stack. Equal keys denote the same
 * resource. Different keys can denote the same resource.
 */
export type NetworkKey = string;

/** Returns the key of an id. Azure compares ids case-insensitively. */
export function keyOf(scope: Construct, id: string): NetworkKey {
  return canonical(scope, id).toLowerCase().replace(/\/$/, '');
}

/** Returns the key of the virtual network of a subnet. */
export function networkKeyOf(subnet: NetworkKey): NetworkKey | undefined {
  return /^(\/.*\/virtualnetworks\/[^/]+)\/subnets\/[^/]+$/.exec(subnet)?.[1];
}

/** Whether a resource is another one or a child of it. Locks and roles of a parent apply to its children. */
export function isWithin(key: NetworkKey, parent: NetworkKey): boolean {
  return key === parent || key.startsWith(`${parent}/`);
}

/** Returns all resources of a type in the app. */
export function resourcesOf(root: IConstruct, type: string): readonly AppResource[] {
  return AppResources.of(root).ofType(type);
}
