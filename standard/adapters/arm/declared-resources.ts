import {
  addressIn,
  type DeploymentUnit,
  known,
  mapValue,
  UnknownCause,
  unknown,
  type Value,
} from '../../facts';
import type { DeclaredResource, ResourceReference } from '../providers/declared-resource';
import { REST_PROPERTY_NAMES } from '../providers/property-names';
import { type ArmResource, ArmResources } from './arm-resource';
import { azurermTypeOf, resourceArguments, valueOfArgument } from './resource-arguments';

/** Arguments that contain the id of a resource. */
const ID_ARGUMENTS = [
  'target_resource_id',
  'storage_account_id',
  'virtual_network_name',
  'policy_definition_id',
];

/** Converts the resources of a deployment to resources of the azurerm provider, without those of other types. */
export function declaredResources(
  resources: readonly ArmResource[],
  unit: DeploymentUnit,
): DeclaredResource[] {
  const all = new ArmResources(resources);
  return resources.flatMap((resource) => {
    const type = azurermTypeOf(resource);
    return type === undefined ? [] : [declaredResource(resource, type, all, unit)];
  });
}

function declaredResource(
  resource: ArmResource,
  azurermType: string,
  all: ArmResources,
  unit: DeploymentUnit,
): DeclaredResource {
  const { type, localName, title, where } = resource;
  let cached: Readonly<Record<string, unknown>> | undefined;
  const argument = (name: string): unknown => {
    cached ??= resourceArguments(azurermType, resource);
    return cached[name] ?? undefined;
  };
  return {
    type: azurermType,
    address: localName,
    fact: { unit, localName, address: addressIn(unit, localName), title, type, where },
    propertyNames: REST_PROPERTY_NAMES,
    value: (name) => {
      const value = valueOfArgument(argument(name));
      return name === 'enabled'
        ? enabledIfExisting(value, resource, argument('target_resource_id'), all)
        : value;
    },
    reference: (name): Value<ResourceReference | undefined> => {
      const id = argument(name);
      if (id === undefined) return known(undefined);
      if (typeof id !== 'string') return valueOfArgument(id) as Value<undefined>;
      const target = ID_ARGUMENTS.includes(name) ? all.target(id) : known(id);
      return mapValue(target, (each) => ({ target: each, suffix: '' }));
    },
  };
}

/**
 * Makes it unknown whether a flow log is enabled, if it is unknown whether the flow log exists. A flow log under the conditions
 * of its target exists if its target does.
 */
function enabledIfExisting(
  enabled: Value<unknown>,
  resource: ArmResource,
  target: unknown,
  all: ArmResources,
): Value<unknown> {
  const network = typeof target === 'string' ? all.at(target) : undefined;
  const given = new Set(network?.conditions.map(({ text }) => text));
  const open = resource.conditions.find(({ text }) => !given.has(text));
  if (!open || (enabled.known && String(enabled.value) === 'false')) return enabled;
  return unknown(`it is not known whether it exists: ${open.reason}`, 'condition', UnknownCause.CONDITION);
}
