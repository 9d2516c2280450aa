import { objectOf } from '../../../aws/template/read-template';
import { azurermType } from '../../../azure/deployer/catalogue';
import { REST_PATHS } from '../../../azure/deployer/catalogue/rest-paths';
import type {
  DeployedProvider,
  DeployedResource,
  ResourceLink,
  Scope,
} from '../../../azure/deployer/deployed-resource';
import type { AzureDeployment } from '../../../azure/deployer/deployer-roles';
import { parseResourceId } from '../../../azure/resource-id';
import type { ArtifactInput } from '../artifact';
import { Deployment } from './deployment';
import {
  type ArmValue,
  asText,
  hasMarks,
  isArray,
  isObject,
  replaceMarks,
  Unresolved,
} from './expressions/arm-value';
import { propertyOf } from './expressions/collection-functions';
import { EvaluationBudget } from './expressions/evaluation-scope';
import { deploymentTree, type PlacedResource } from './nested-deployments';
import { rootPlacement, schemaKind, scopeId } from './placement';
import { comparableId } from './resource-ids';

/** The deployment of a template, and the nested deployments that were not read. */
export interface TemplateDeployment extends AzureDeployment {
  /** Why nested deployments were not read, one text per deployment. */
  readonly unread: readonly string[];
}

/** Stands for the resource group in which a template is deployed. */
export const UNKNOWN_GROUP = 'RESOURCE_GROUP';

const DEPLOYMENTS = 'microsoft.resources/deployments';

/**
 * Reads what the deployment of a template creates in Azure.
 *
 * @param subscription subscription in which the template is deployed, if known
 * @throws ArtifactError if its expressions need too much work
 */
export function templateDeployment(
  json: unknown,
  { path, directory, unit, parameters = {} }: ArtifactInput,
  subscription: string | undefined,
): TemplateDeployment {
  const placement = rootPlacement(schemaKind(objectOf(json).$schema) ?? 'resourceGroup');
  const root = new Deployment(
    { json: objectOf(json), file: path, artifact: unit.artifact, pointer: '' },
    {
      path: [],
      placement,
      budget: new EvaluationBudget(path),
      conditions: [],
      parameter: (name) => {
        const key = Object.keys(parameters).find((each) => each.toLowerCase() === name.toLowerCase());
        return key === undefined ? undefined : (parameters[key] as ArmValue);
      },
    },
  );
  const { resources, unread } = deploymentTree(root, directory);
  const provider: DeployedProvider = {
    name: unit.name,
    ...(subscription !== undefined && { subscription }),
    registers: [],
    isTemplate: true,
    readsStorageData: false,
  };
  const all = new Map<string, DeployedResource>();
  const home = { root: comparableId(scopeId(placement)), subscription };
  for (const placed of resources) {
    if (placed.resource.type === DEPLOYMENTS) continue;
    const key = comparableId(placed.resource.facts.id);
    if (!all.has(key)) all.set(key, deployedResource(placed, provider, home, all));
  }
  return {
    name: unit.name,
    resources: [...all.values()],
    unread: unread.map(({ resource, cause }) => `${replaceMarks(resource.facts.name)}: ${cause}`),
  };
}

/** Where a template is deployed. */
interface Home {
  /** Id of its scope, in which names can be unresolved. */
  readonly root: string;
  readonly subscription: string | undefined;
}

function deployedResource(
  { resource }: PlacedResource,
  provider: DeployedProvider,
  home: Home,
  all: ReadonlyMap<string, DeployedResource>,
): DeployedResource {
  const { id, type, name, isExisting } = resource.facts;
  const at = (path: string) => valuesAt(resource, REST_PATHS[path]);
  const textsAt = (path: string) => at(path).filter((each) => typeof each === 'string');
  return {
    type: azurermType(type) ?? type,
    isData: isExisting,
    title: replaceMarks(name),
    provider,
    scope: scopeOfId(id, home),
    get dependencies() {
      return dependenciesOf(resource, all);
    },
    isSet: (path) => at(path).some((each) => each !== false && each !== '' && each !== null),
    // the end of the id of a role identifies it
    texts: (path) =>
      path === 'role_definition_id'
        ? textsAt(path).map((each) => replaceMarks(each))
        : textsAt(path).filter((each) => !hasMarks(each)),
    links: (path) => at(path).map((each) => linkOf(each, all)),
  };
}

/** Returns the values at a path in all items of lists. `*` stands for the names of all members. */
function valuesAt(resource: PlacedResource['resource'], path: string | undefined): readonly ArmValue[] {
  if (path === undefined) return [];
  const [member = '', ...names] = path.split('.');
  let values = itemsIn(resource.value(member));
  for (const name of names) {
    values = values.flatMap((each) => {
      if (each instanceof Unresolved) return [each];
      if (!isObject(each)) return [];
      return name === '*' ? Object.keys(each) : itemsIn(propertyOf(each, name));
    });
  }
  return values;
}

function itemsIn(value: ArmValue | undefined): readonly ArmValue[] {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value.flatMap(itemsIn) : [value];
}

function linkOf(value: ArmValue, all: ReadonlyMap<string, DeployedResource>): ResourceLink {
  const text = asText(value);
  const resource = all.get(comparableId(text));
  if (resource !== undefined) return { resource };
  return hasMarks(text) ? {} : { id: text };
}

function dependenciesOf(
  resource: PlacedResource['resource'],
  all: ReadonlyMap<string, DeployedResource>,
): DeployedResource[] {
  const own = comparableId(resource.facts.id);
  const texts = ['properties', 'identity', 'dependsOn', 'scope', 'parent'].flatMap((each) =>
    textsIn(resource.value(each)),
  );
  const used = texts.map(comparableId);
  return [...all].flatMap(([id, other]) =>
    id !== own && (own.startsWith(`${id}/`) || used.some((each) => each === id || each.startsWith(`${id}/`)))
      ? [other]
      : [],
  );
}

function textsIn(value: ArmValue | undefined): string[] {
  if (value === undefined || value === null) return [];
  if (isArray(value)) return value.flatMap(textsIn);
  if (isObject(value)) return [...Object.keys(value), ...Object.values(value).flatMap(textsIn)];
  return [asText(value)];
}

/** Returns the scope in the id of a resource. */
function scopeOfId(id: string, { root, subscription }: Home): Scope {
  const parts = parseResourceId(id);
  const [, inId = ''] = /^\/subscriptions\/([^/]+)/i.exec(id) ?? [];
  const own = inId === '' || hasMarks(inId) ? subscription : inId;
  const outer = own === undefined ? {} : { subscription: own.toLowerCase() };
  const isInRoot = comparableId(id).startsWith(`${root}/`) && hasMarks(root);
  if (isInRoot && root.includes('/resourcegroups/')) return { ...outer, resourceGroup: UNKNOWN_GROUP };
  if (parts === undefined || hasMarks(parts.resourceGroup)) return outer;
  return { ...outer, resourceGroup: parts.resourceGroup };
}
