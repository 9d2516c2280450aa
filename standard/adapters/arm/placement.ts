import { asText, Unresolved } from './expressions/arm-value';

/** Scopes of deployments. Source: Azure Resource Manager, "Template schemas" and the deployment scopes. */
export type PlacementKind = 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant';

/** Where a deployment creates its resources. Unresolved parts are marked. */
export interface Placement {
  readonly kind: PlacementKind;
  readonly subscriptionId: string;
  readonly resourceGroup?: string;
  readonly managementGroup?: string;
}

const SCHEMAS: Readonly<Record<string, PlacementKind>> = {
  deploymenttemplate: 'resourceGroup',
  subscriptiondeploymenttemplate: 'subscription',
  managementgroupdeploymenttemplate: 'managementGroup',
  tenantdeploymenttemplate: 'tenant',
};

/** Returns the kind of scope that the schema of a template declares; `undefined` for another schema. */
export function schemaKind(schema: unknown): PlacementKind | undefined {
  const [, name = ''] = /\/([A-Za-z]+)\.json#?$/.exec(String(schema)) ?? [];
  return SCHEMAS[name.toLowerCase()];
}

const SUBSCRIPTION = asText(new Unresolved('subscription().subscriptionId'));

/** Returns the placement of a deployment whose target is known only to the person who deploys it. */
export function rootPlacement(kind: PlacementKind): Placement {
  return {
    kind,
    subscriptionId: SUBSCRIPTION,
    ...(kind === 'resourceGroup' && { resourceGroup: asText(new Unresolved('resourceGroup().name')) }),
    ...(kind === 'managementGroup' && { managementGroup: asText(new Unresolved('managementGroup().name')) }),
  };
}

/** Returns the id of the scope. The tenant has an empty one. */
export function scopeId({ kind, subscriptionId, resourceGroup, managementGroup }: Placement): string {
  if (kind === 'resourceGroup') return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  if (kind === 'subscription') return `/subscriptions/${subscriptionId}`;
  if (kind === 'tenant') return '';
  return `/providers/Microsoft.Management/managementGroups/${managementGroup}`;
}
