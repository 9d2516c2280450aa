/** A parsed path of the Azure Resource Manager API. Ids are compared case-insensitively. */
export interface ArmId {
  /** The original text. */
  readonly id: string;
  readonly kind: ArmKind;
  /** Namespace and types, in lower case: `microsoft.network/virtualnetworks/subnets`. */
  readonly type: string;
  /** The same, in its original spelling. */
  readonly typeAsWritten: string;
  /** Last segment. */
  readonly name: string;
  /** Id of the containing resource, group or subscription; `/` for the tenant. Of an action: the id of its resource. */
  readonly parent: string;
}

export enum ArmKind {
  SUBSCRIPTION = 'subscription',
  RESOURCE = 'resource',
  /** The resources of one type below a scope; with POST: an action. */
  COLLECTION = 'collection',
}

/** Type of resource groups, which their ids do not contain. */
export const RESOURCE_GROUP = 'microsoft.resources/resourcegroups';

const RESOURCE_GROUP_AS_WRITTEN = 'Microsoft.Resources/resourceGroups';

/** Parses a path. Returns undefined if it is not an ARM id. */
export function parseArmId(path: string): ArmId | undefined {
  const segments = path.split('/').filter((segment) => segment !== '');
  const [first] = segments.map((segment) => segment.toLowerCase());
  if (first !== 'providers' && (first !== 'subscriptions' || segments.length < 2)) return undefined;
  const providers = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  if (providers < 0) return groupOrSubscription(segments);
  const [namespace, ...rest] = segments.slice(providers + 1);
  if (namespace === undefined || rest.length === 0) return undefined;
  const types = rest.filter((_, index) => index % 2 === 0);
  const isResource = rest.length % 2 === 0;
  const parentLength = rest.length > 2 ? segments.length - (isResource ? 2 : 1) : providers;
  return {
    ...typed([namespace, ...types].join('/')),
    id: idOf(segments),
    kind: isResource ? ArmKind.RESOURCE : ArmKind.COLLECTION,
    name: segments.at(-1) as string,
    parent: idOf(segments.slice(0, parentLength)),
  };
}

/** The comparison key of an id. */
export function keyOf(id: string): string {
  return id.toLowerCase().replace(/\/+$/, '');
}

/** The subscription of an id. */
export function subscriptionOf(id: string): string {
  return id.split('/')[2] ?? '';
}

/** The resource group of an id, as an id. */
export function groupOf(id: string): string {
  return `/${id.split('/').slice(1, 5).join('/')}`;
}

/** Namespace of a type: `microsoft.network`. */
export function namespaceOf(type: string): string {
  return type.slice(0, type.indexOf('/'));
}

function groupOrSubscription(segments: readonly string[]): ArmId | undefined {
  const [, , groups, group, ...rest] = segments;
  const parent = idOf(segments.slice(0, 2));
  const name = segments.at(-1) as string;
  const common = { id: idOf(segments), name, parent };
  if (groups === undefined)
    return { ...typed('Microsoft.Resources/subscriptions'), ...common, kind: ArmKind.SUBSCRIPTION };
  if (groups.toLowerCase() !== 'resourcegroups' || rest.length > 0) return undefined;
  const kind = group === undefined ? ArmKind.COLLECTION : ArmKind.RESOURCE;
  return { ...typed(RESOURCE_GROUP_AS_WRITTEN), ...common, kind };
}

function typed(typeAsWritten: string) {
  return { type: typeAsWritten.toLowerCase(), typeAsWritten };
}

function idOf(segments: readonly string[]): string {
  return `/${segments.join('/')}`;
}
