import { objectOf } from '../../../aws/template/read-template';
import { conjunction } from '../../../flows/formula';
import { Cloud, type Existence, type UnreadPart, type Value } from '../../facts';
import { type ArmValue, Unresolved } from '../arm/expressions/arm-value';
import { outerResource } from '../arm/outer-resource';
import { type Placement, type PlacementKind, rootPlacement } from '../arm/placement';
import { templateDeclarations } from '../arm/template-declarations';
import { ArtifactError } from '../artifact';
import { blockValue, type DeclaredResource, type DeclaredResources, factOf } from './declared-resource';
import { parsedJson } from './parsed-json';

/** Resources that deploy an ARM template, with the scope of the deployment. Source: Terraform provider azurerm. */
const DEPLOYMENTS: Readonly<Record<string, PlacementKind>> = {
  azurerm_template_deployment: 'resourceGroup',
  azurerm_resource_group_template_deployment: 'resourceGroup',
  azurerm_subscription_template_deployment: 'subscription',
  azurerm_management_group_template_deployment: 'managementGroup',
  azurerm_tenant_template_deployment: 'tenant',
};

/** Whether resources of a type deploy an ARM template. */
export function isTemplateDeployment(type: string): boolean {
  return Object.hasOwn(DEPLOYMENTS, type);
}

const FIX = 'write the template into the artifact, or check the template, too: flow-logs check main.json';

/** Returns the resources of the template that a resource deploys. */
export function templateDeployment(
  resource: DeclaredResource,
  all: DeclaredResources,
): { resources: readonly DeclaredResource[]; unread: readonly UnreadPart[] } {
  const unread = (cause: string) => ({
    resources: [],
    unread: [{ subject: factOf(resource, Cloud.AZURE), cause, fix: FIX }],
  });
  const spec = resource.value('template_spec_version_id');
  if (!spec.known || (spec.value !== undefined && spec.value !== null && spec.value !== ''))
    return unread('it deploys a template spec');
  const content = contentOf(resource, ['template_content', 'template_body']);
  if (!content.known) return unread(`its template is unknown: ${content.reason}`);
  const template = objectOf(armValue(content.value, 'template_content', resource, all));
  if (template.resources === undefined) return unread('its template is not literal JSON');
  const parameters = contentOf(resource, ['parameters_content', 'parameters', 'parameters_body']);
  const { where, unit, existsIf } = resource.fact;
  try {
    const found = templateDeclarations(template, {
      unit,
      directory: process.cwd(),
      file: where.artifact,
      parameter: (name) => parameterOf(resource, parameters, name, all),
      placement: placementOf(resource),
      deployer: { address: resource.address, where },
    });
    return existsIf
      ? { ...found, resources: found.resources.map((each) => existingIf(each, existsIf)) }
      : found;
  } catch (error) {
    if (error instanceof ArtifactError) return unread(error.message);
    throw error;
  }
}

/** Adds the condition of the deployment to a resource of its template. */
function existingIf(resource: DeclaredResource, condition: Existence): DeclaredResource {
  const { existsIf = condition } = resource.fact;
  const formula = conjunction([condition.formula, resource.fact.existsIf?.formula ?? true]);
  return { ...resource, fact: { ...resource.fact, existsIf: { ...existsIf, formula } } };
}

/** Returns the first of several arguments that is set, as JSON. */
function contentOf(resource: DeclaredResource, names: readonly string[]): Value<unknown> {
  for (const name of names) {
    const value = resource.value(name);
    if (!value.known) return value;
    if (value.value === undefined || value.value === null || value.value === '') continue;
    return typeof value.value === 'string' ? { ...value, value: parsedJson(value.value) } : value;
  }
  return { known: true, value: undefined };
}

function parameterOf(
  resource: DeclaredResource,
  parameters: Value<unknown>,
  name: string,
  all: DeclaredResources,
): ArmValue | undefined {
  if (!parameters.known) return new Unresolved(`parameters('${name}')`, parameters.reason, parameters.cause);
  const given = objectOf(parameters.value);
  const key = Object.keys(given).find((each) => each.toLowerCase() === name.toLowerCase());
  if (key === undefined) return undefined;
  // older deployments pass the values themselves
  const passed = objectOf(given[key]);
  const path = `parameters_content.${key}.value`;
  const value = 'value' in passed ? passed.value : 'reference' in passed ? undefined : given[key];
  if (value === undefined) return new Unresolved(`parameters('${name}')`, 'it is a secret of a key vault');
  return armValue(value, path, resource, all);
}

/** Converts JSON with expressions of the engine. The id of a resource of the engine remains a reference to it. */
function armValue(
  value: unknown,
  path: string,
  resource: DeclaredResource,
  all: DeclaredResources,
): ArmValue {
  const known = blockValue(value);
  if (!known.known) {
    const reference = resource.reference(path);
    const target = reference.known ? reference.value?.target : undefined;
    if (target !== undefined && all.at(target)) return outerResource(target);
    return new Unresolved(`${resource.address}.${path}`, known.reason, known.cause);
  }
  if (Array.isArray(value))
    return value.map((each, index) => armValue(each, `${path}.${index}`, resource, all));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, armValue(each, `${path}.${key}`, resource, all)]),
    );
  return value as ArmValue;
}

function placementOf(resource: DeclaredResource): Placement {
  const placement = rootPlacement(DEPLOYMENTS[resource.type] as PlacementKind);
  const group = resource.value('resource_group_name');
  return group.known && typeof group.value === 'string' && blockValue(group.value).known
    ? { ...placement, resourceGroup: group.value }
    : placement;
}
