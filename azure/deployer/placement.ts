import { parseResourceId } from '../resource-id';
import { entryOf } from './catalogue';
import { RESOURCE_GROUP } from './catalogue/access';
import type { DeployedResource, ResourceLink, Scope } from './deployed-resource';

/** Deepest nesting of resources in resources. */
const MOST_LEVELS = 8;

/** Finds the scopes in which a deployer needs actions on resources. */
export class Placement {
  /** Resource groups that the deployment creates, by subscription and name. */
  private readonly created = new Set<string>();

  constructor(resources: readonly DeployedResource[]) {
    for (const resource of resources.filter(({ type, isData }) => type === RESOURCE_GROUP && !isData)) {
      for (const name of resource.texts('name')) this.created.add(keyOf(ownSubscription(resource), name));
    }
  }

  /**
   * Returns the scope of a resource: an existing resource group, or the subscription if the deployment creates the group or
   * its name is unknown. A role cannot be assigned in a group that does not exist yet.
   */
  of(resource: DeployedResource, level = 0): Scope {
    const subscription = ownSubscription(resource);
    const { isInSubscription, parent } = entryOf(resource) ?? {};
    if (isInSubscription || level > MOST_LEVELS) return scopeOf(subscription);
    if (resource.scope !== undefined) return this.existing(resource.scope);
    const [azapi] = [...resource.links('parent_id'), ...resource.links('resource_id')];
    const [link] = parent === undefined || azapi !== undefined ? [azapi] : resource.links(parent);
    if (link !== undefined) return this.ofLink(link, subscription, level + 1);
    if (parent !== undefined) return scopeOf(subscription);
    const [name] = resource.texts('resource_group_name');
    return this.existing({ ...scopeOf(subscription), ...(name !== undefined && { resourceGroup: name }) });
  }

  /** Returns the scope of what an argument refers to. */
  ofLink({ resource, id }: ResourceLink, subscription: string | undefined, level = 0): Scope {
    if (resource !== undefined) return this.of(resource, level);
    const parts = id === undefined ? undefined : (parseResourceId(id) ?? parseGroupId(id));
    if (parts === undefined) return scopeOf(subscription);
    return this.existing({
      subscription: parts.subscriptionId.toLowerCase(),
      ...(parts.resourceGroup !== undefined && { resourceGroup: parts.resourceGroup }),
    });
  }

  private existing(scope: Scope): Scope {
    const { subscription, resourceGroup } = scope;
    const isNew = resourceGroup !== undefined && this.created.has(keyOf(subscription, resourceGroup));
    return isNew ? scopeOf(subscription) : scope;
  }
}

/** Returns the subscription in which a resource is created. */
export function ownSubscription({ scope, provider }: DeployedResource): string | undefined {
  return (scope?.subscription ?? provider.subscription)?.toLowerCase();
}

/** Returns the scope of a whole subscription. */
export function scopeOf(subscription: string | undefined): Scope {
  return subscription === undefined ? {} : { subscription };
}

const GROUP_ID = /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?\/?$/i;

/** Parses the id of a subscription or resource group. */
function parseGroupId(id: string): { subscriptionId: string; resourceGroup?: string } | undefined {
  const [, subscriptionId, resourceGroup] = GROUP_ID.exec(id) ?? [];
  if (subscriptionId === undefined) return undefined;
  return { subscriptionId, ...(resourceGroup !== undefined && { resourceGroup }) };
}

function keyOf(subscription: string | undefined, resourceGroup: string): string {
  return `${subscription ?? ''}/${resourceGroup.toLowerCase()}`;
}
