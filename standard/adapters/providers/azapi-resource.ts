import { objectOf } from '../../../aws/template/read-template';
import { parseResourceId } from '../../../azure/resource-id';
import {
  Cloud,
  known,
  mapValue,
  type Unknown,
  type UnreadPart,
  unknown,
  unknownAt,
  type Value,
} from '../../facts';
import { AZURERM_TYPES, azurermArguments } from './azure-rest';
import {
  blockValue,
  type DeclaredResource,
  type DeclaredResources,
  factOf,
  type ResourceReference,
  referenceText,
  UnknownPart,
} from './declared-resource';
import { parsedJson } from './parsed-json';
import { REST_PROPERTY_NAMES } from './property-names';
import { azapiTypeOf } from './unread-resources';

/** Where an azapi resource contains the ids of other resources, and the types that they can have. */
const REFERENCES: Readonly<Record<string, { readonly path: string; readonly types: readonly string[] }>> = {
  target_resource_id: {
    path: 'body.properties.targetResourceId',
    types: [
      'azurerm_virtual_network',
      'azurerm_subnet',
      'azurerm_network_interface',
      'azurerm_network_security_group',
    ],
  },
  storage_account_id: { path: 'body.properties.storageId', types: ['azurerm_storage_account'] },
  policy_definition_id: { path: 'body.properties.policyDefinitionId', types: ['azurerm_policy_definition'] },
};

/** Types whose parent is the resource that an argument of the azurerm provider refers to. */
const PARENTS: Readonly<Record<string, string>> = {
  azurerm_subnet: 'virtual_network_name',
  azurerm_storage_management_policy: 'storage_account_id',
};

/**
 * Returns the azurerm resource with the effect of an `azapi_resource`; the resource itself if the standard does not concern its
 * type. Source: Terraform provider azapi, `azapi_resource`.
 */
export function azapiResource(resource: DeclaredResource, all: DeclaredResources): DeclaredResource {
  const type = azurermType(resource);
  if (type === undefined) return resource;
  const parentArgument = PARENTS[type];
  const body = bodyOf(resource);
  const parent = resource.value('parent_id');
  const parentId =
    parent.known && typeof parent.value === 'string' ? parseResourceId(parent.value) : undefined;
  const naming: Readonly<Record<string, Value<unknown>>> = {
    name: resource.value('name'),
    resource_group_name: parentId ? known(parentId.resourceGroup) : unknownParent(parent),
    network_watcher_name: parentId ? known(parentId.names.at(-1)) : unknownParent(parent),
  };
  const argument = (name: string): unknown =>
    body.known ? body.value[name] : new UnknownPart(body.reason, body.cause);
  return {
    ...resource,
    type,
    propertyNames: Object.fromEntries(
      Object.entries(REST_PROPERTY_NAMES).map(([name, property]) => [name, `body.${property}`]),
    ),
    value: (name) => naming[name] ?? argumentValue(argument(name)),
    reference: (name) => {
      if (name === parentArgument) return resource.reference('parent_id');
      const place = REFERENCES[name];
      return place ? referenceAt(resource, argument(name), place, all) : resource.reference(name);
    },
  };
}

function azurermType(resource: DeclaredResource): string | undefined {
  return AZURERM_TYPES[azapiTypeOf(resource)?.toLowerCase() ?? ''];
}

function unknownParent(parent: Value<unknown>): Unknown<never> {
  return parent.known ? unknown('the parent is not a literal id') : unknownAt(parent);
}

/** Returns the arguments that the body sets. */
function bodyOf(resource: DeclaredResource): Value<Readonly<Record<string, unknown>>> {
  const members = membersOf(resource);
  return members.known ? known(azurermArguments(azurermType(resource) ?? '', members.value)) : members;
}

/** Returns the members of the body, with those of its properties. */
function membersOf(resource: DeclaredResource): Value<Readonly<Record<string, unknown>>> {
  const value = resource.value('body');
  if (!value.known) return unknownAt(value);
  const json = typeof value.value === 'string' ? parsedJson(value.value) : value.value;
  if (json === undefined && typeof value.value === 'string')
    return unknown('the body is not JSON, or it contains values that are known only after the apply');
  const { properties, kind, sku, location: ofBody, identity: inBody } = objectOf(withUnknownParts(json));
  const identity = resource.value('identity');
  const location = resource.value('location');
  const own = location.known ? location.value : new UnknownPart(location.reason, location.cause);
  return known({
    ...objectOf(properties),
    kind,
    sku,
    location: own ?? ofBody,
    identity: identity.known ? (identity.value ?? inBody) : new UnknownPart(identity.reason, identity.cause),
  });
}

/** Replaces expressions by unknown parts. */
function withUnknownParts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownParts);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withUnknownParts(each)]));
  const known = blockValue(value);
  return known.known ? value : new UnknownPart(known.reason, known.cause);
}

function argumentValue(argument: unknown): Value<unknown> {
  return argument instanceof UnknownPart
    ? unknown(argument.reason, undefined, argument.cause)
    : known(argument);
}

function referenceAt(
  resource: DeclaredResource,
  argument: unknown,
  { path, types }: { readonly path: string; readonly types: readonly string[] },
  all: DeclaredResources,
): Value<ResourceReference | undefined> {
  const direct = resource.reference(path);
  if (direct.known && direct.value !== undefined) return direct;
  if (!(argument instanceof UnknownPart)) {
    return mapValue(referenceText(known(argument)), (target) =>
      target === undefined ? undefined : { target, suffix: '' },
    );
  }
  // the only resource of a suitable type that the expression names
  const named =
    resource.namedResources?.('body').filter((address) => types.includes(typeAt(all, address))) ?? [];
  const [target, another] = named;
  if (target === undefined || another !== undefined)
    return unknown(argument.reason, undefined, argument.cause);
  return known({ target, suffix: '' });
}

function typeAt(all: DeclaredResources, address: string): string {
  const found = all.at(address);
  if (!found) return '';
  return found.type === 'azapi_resource' ? (azurermType(found) ?? '') : found.type;
}

/** Applies an `azapi_update_resource`, which sets some properties of a resource that another one creates. */
export function azapiUpdate(
  { resources, unread }: { resources: readonly DeclaredResource[]; unread: readonly UnreadPart[] },
  update: DeclaredResource,
): { resources: readonly DeclaredResource[]; unread: readonly UnreadPart[] } {
  if (azurermType(update) === undefined) return { resources, unread };
  const reference = update.reference('resource_id');
  const target = reference.known ? reference.value?.target : undefined;
  const body = bodyOf(update);
  if (!resources.some(({ address }) => address === target) || !body.known) {
    const part = {
      subject: factOf(update, Cloud.AZURE),
      cause: 'it updates a resource that the artifact does not declare',
      fix: 'set the properties in the resource that creates it',
    };
    return { resources, unread: [...unread, part] };
  }
  const members = membersOf(update);
  const isSet = (name: string) =>
    // the API has a default for new resources only
    name === 'enabled'
      ? members.known && members.value.enabled !== undefined
      : body.value[name] !== undefined;
  const changed = (resource: DeclaredResource): DeclaredResource => ({
    ...resource,
    value: (name) => (isSet(name) ? argumentValue(body.value[name]) : resource.value(name)),
  });
  return { resources: resources.map((each) => (each.address === target ? changed(each) : each)), unread };
}
