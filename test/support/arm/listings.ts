import { type ArmAnswer, ok, untaught } from './arm-answer';
import { type ArmId, ArmKind, subscriptionOf } from './arm-id';
import type { ArmRequest } from './arm-request';
import { roleDefinition, roleDefinitions } from './authorization';
import { DEPLOYMENT } from './deployments';
import { deletedWorkspaces } from './log-analytics';
import { undeclared } from './property-names';
import type { ResourceStore } from './resource-store';
import { type CloudOfType, propertiesOf, type TypeBehaviour } from './type-behaviour';

/** The resources of a group or the subscription, optionally filtered by type. */
export function listed(
  { method, query }: ArmRequest,
  scope: string,
  store: ResourceStore,
): ArmAnswer | undefined {
  if (method !== 'GET') return undefined;
  const type = /resourceType eq '([^']*)'/.exec(query.get('$filter') ?? '')?.[1];
  const resources = type === undefined ? store.tops(scope) : store.list(type.toLowerCase(), scope);
  const value = resources
    .filter(({ type: each }) => each.toLowerCase() !== DEPLOYMENT)
    .map(({ id, name, type: each, location }) => ({ id, name, type: each, location }));
  return { ...ok({ value }), document: 'Resources - List By Resource Group (REST reference)' };
}

/** The built-in roles of a filter, or one by its id. */
export function roles({ method, query }: ArmRequest, { kind, name }: ArmId): ArmAnswer | undefined {
  if (method !== 'GET') return undefined;
  const document = 'Azure built-in roles';
  if (kind === ArmKind.COLLECTION)
    return { ...ok({ value: roleDefinitions(query.get('$filter')) }), document };
  const role = roleDefinition(name);
  return role === undefined ? untaught(`the role ${name}`) : { ...ok(role), document };
}

/** The answer to a type or an API version that was not declared. */
export function unsupported(
  type: string,
  declared: Pick<TypeBehaviour, 'versions'> | undefined,
  query: URLSearchParams,
): ArmAnswer | undefined {
  const version = query.get('api-version');
  if (declared === undefined) return untaught(`the type ${type} (API version ${version})`);
  if (declared.versions.includes(version ?? '')) return undefined;
  return untaught(`API version ${version} of ${type}, only ${declared.versions.join(', ')}`);
}

/** The answer to a request that was not declared: its type, its API version, the name or properties of a write. */
export function untaughtRequest(
  { method, query, body }: ArmRequest,
  { name, type, typeAsWritten }: ArmId,
  declared: TypeBehaviour | undefined,
): ArmAnswer | undefined {
  const refused = unsupported(type, declared, query);
  if (refused !== undefined || !['PUT', 'PATCH'].includes(method)) return refused;
  const { names, properties = {} } = declared ?? {};
  if (names?.every((each) => each.toLowerCase() !== name.toLowerCase()))
    return untaught(`the name ${name} of ${typeAsWritten}, only ${names.join(', ')}`);
  const others = declared?.properties === undefined ? [] : undeclared(propertiesOf(body), properties);
  return others.length === 0
    ? undefined
    : untaught(`the properties ${others.join(', ')} of ${typeAsWritten}`);
}

/** Collections that contain no resources of their own type. */
export function withoutResources(
  method: string,
  { id, type }: ArmId,
  cloud: CloudOfType,
): ArmAnswer | undefined {
  if (method === 'POST' && type === 'microsoft.web/checknameavailability')
    return { ...ok({ nameAvailable: true }), document: 'Check Name Availability (REST reference)' };
  if (method !== 'GET' || type !== 'microsoft.operationalinsights/deletedworkspaces') return undefined;
  const value = deletedWorkspaces(subscriptionOf(id), cloud);
  return { ...ok({ value }), document: 'Deleted Workspaces - List (REST reference)' };
}

/** A subscription. */
export function subscription({ id, name }: ArmId): ArmAnswer {
  const body = { id, subscriptionId: name, displayName: 'local', state: 'Enabled' };
  return { ...ok(body), document: 'Subscriptions - Get (REST reference)' };
}
