/** The parts of the id of an Azure resource. */
export interface ResourceId {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** Namespace and types in lower case, such as `microsoft.network/virtualnetworks/subnets`. */
  readonly type: string;
  /** One name per type, outermost first. */
  readonly names: readonly string[];
}

const SHAPE =
  /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/([^/]+)((?:\/[^/]+\/[^/]+)+)\/?$/i;

/**
 * Parses the id of a resource in a resource group. Azure compares ids case-insensitively. Returns undefined for any other
 * text.
 *
 * Source: Azure Resource Manager documentation, "Functions - Resources", resourceId.
 */
export function parseResourceId(id: string): ResourceId | undefined {
  const match = SHAPE.exec(id);
  if (!match) return undefined;
  const [, subscriptionId, resourceGroup, namespace, path] = match as unknown as [string, ...string[]];
  const pairs = (path as string).slice(1).split('/');
  const types = pairs.filter((_, index) => index % 2 === 0);
  return {
    subscriptionId: subscriptionId as string,
    resourceGroup: resourceGroup as string,
    type: [namespace, ...types].join('/').toLowerCase(),
    names: pairs.filter((_, index) => index % 2 === 1),
  };
}
