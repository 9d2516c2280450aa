import { type Formula, isTest } from '../../../flows/formula';
import { addressIn, type DeploymentUnit, known, mapValue, type Value } from '../../facts';
import { type DeclaredResource, type ResourceReference, referenceText } from '../providers/declared-resource';
import { REST_PROPERTY_NAMES } from '../providers/property-names';
import { type ArmResource, ArmResources } from './arm-resource';
import { replaceMarks } from './expressions/arm-value';
import { azurermTypeOf, partialTextOf, resourceArguments, valueOfArgument } from './resource-arguments';
import { comparableId } from './resource-ids';

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
  const { type, id, localName, title, where, existsIf, planned } = resource;
  let cached: Readonly<Record<string, unknown>> | undefined;
  const argument = (name: string): unknown => {
    cached ??= resourceArguments(azurermType, resource);
    return cached[name] ?? undefined;
  };
  return {
    type: azurermType,
    address: localName,
    fact: {
      unit,
      localName,
      address: addressIn(unit, localName),
      title,
      type,
      where,
      resourceId: replaceMarks(comparableId(id)),
      ...(planned && { planned }),
      ...(existsIf && { existsIf: { ...existsIf, formula: inUnit(existsIf.formula, unit) } }),
    },
    propertyNames: REST_PROPERTY_NAMES,
    value: (name) => valueOfArgument(argument(name)),
    partialText: (name) => partialTextOf(argument(name)),
    reference: (name): Value<ResourceReference | undefined> => {
      const given = argument(name);
      // texts can contain marks, which their target resolves
      const reference = typeof given === 'string' ? known(given) : referenceText(valueOfArgument(given));
      if (!reference.known || reference.value === undefined) return reference as Value<undefined>;
      const text = reference.value;
      const target = ID_ARGUMENTS.includes(name) ? all.target(text) : known(text);
      return mapValue(target, (each) => ({ target: each, suffix: '' }));
    },
  };
}

/** Makes the variables of a formula unique in a check. */
function inUnit(formula: Formula, unit: DeploymentUnit): Formula {
  if (typeof formula === 'boolean') return formula;
  if (isTest(formula)) return { ...formula, variable: addressIn(unit, formula.variable) };
  if ('not' in formula) return { not: inUnit(formula.not, unit) };
  if ('all' in formula) return { all: formula.all.map((each) => inUnit(each, unit)) };
  return { any: formula.any.map((each) => inUnit(each, unit)) };
}
