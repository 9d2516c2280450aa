import { parseResourceId } from '../../azure/resource-id';
import type { DeploymentUnit } from './deployment-unit';

/** Braces mark an unknown part of an id. */
const START = '{subscription of ';

/**
 * Returns the subscription in the id of an Azure resource that a unit looks up by its name: an unknown one, in the form of
 * one path segment.
 */
export function standInSubscription({ name }: Pick<DeploymentUnit, 'name'>): string {
  return `${START}${encodeURIComponent(name)}}`;
}

/** Returns an id for messages: `hub (resource group network)` for a resource whose subscription is a stand-in, or else the id. */
export function titleOfId(id: string): string {
  const parsed = parseResourceId(id);
  if (!parsed?.subscriptionId.startsWith(START)) return id;
  return `${parsed.names.join('/')} (resource group ${parsed.resourceGroup})`;
}
