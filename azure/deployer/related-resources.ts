import { entryOf } from './catalogue';
import { RESOURCE_GROUP } from './catalogue/access';
import type { DeployedResource } from './deployed-resource';

const FLOW_LOG = 'azurerm_network_watcher_flow_log';

/** Data source that reads nothing of a resource. */
const CLIENT = 'azurerm_client_config';

/**
 * Finds the resources of flow logs. The search follows references in both directions, and includes resources of the same
 * construct. It does not continue at networks, and not from a resource group to the resources in it. Without a flow log, all
 * covered resources belong to the deployment.
 */
export function resourcesOfFlowLogs(resources: readonly DeployedResource[]): Set<DeployedResource> {
  const seeds = resources.filter(({ type, isData }) => type === FLOW_LOG && !isData);
  const covered = resources.filter((each) => entryOf(each) !== undefined);
  if (seeds.length === 0) return new Set(covered);
  const dependents = dependentsOf(covered);
  const constructs = constructsOf(covered);
  const found = new Set<DeployedResource>();
  const waiting = [...seeds];
  for (let resource = waiting.pop(); resource; resource = waiting.pop()) {
    const entry = entryOf(resource);
    if (found.has(resource) || entry === undefined || entry.isShared) continue;
    found.add(resource);
    waiting.push(...resource.dependencies, ...(constructs.get(resource.construct ?? '') ?? []));
    if (!isCommon(resource)) waiting.push(...(dependents.get(resource) ?? []));
  }
  return found;
}

/** Whether resources that have nothing to do with each other refer to it. */
function isCommon({ type, isData }: DeployedResource): boolean {
  return type === RESOURCE_GROUP || isData || type === CLIENT;
}

function dependentsOf(resources: readonly DeployedResource[]): Map<DeployedResource, DeployedResource[]> {
  const dependents = new Map<DeployedResource, DeployedResource[]>();
  for (const resource of resources) {
    for (const target of resource.dependencies) {
      dependents.set(target, [...(dependents.get(target) ?? []), resource]);
    }
  }
  return dependents;
}

function constructsOf(resources: readonly DeployedResource[]): Map<string, DeployedResource[]> {
  const constructs = new Map<string, DeployedResource[]>();
  for (const resource of resources.filter(({ isData }) => !isData)) {
    const { construct } = resource;
    if (construct !== undefined) constructs.set(construct, [...(constructs.get(construct) ?? []), resource]);
  }
  return constructs;
}
