import { objectOf } from '../../../aws/template/read-template';
import { isAzapi, typeOfAzapi } from '../../../azure/deployer/catalogue';
import { azapiPath } from '../../../azure/deployer/catalogue/rest-paths';
import type {
  DeployedProvider,
  DeployedResource,
  ResourceLink,
} from '../../../azure/deployer/deployed-resource';
import type { AzureDeployment } from '../../../azure/deployer/deployer-roles';
import { comparableId } from '../../facts/comparable-id';
import { parsedJson } from '../providers/parsed-json';
import { isAzureType, otherProvidersText } from './other-providers';
import { PlanReferences, withoutIndexes } from './plan-references';
import { PlannedProviders } from './planned-providers';
import { plannedResources } from './untouched-resources';

type Json = Readonly<Record<string, unknown>>;

/** Arguments that refer to resources without a use of them. */
const IGNORED: readonly string[] = ['location'];

/** A resource or data source of a plan. */
interface Planned {
  readonly address: string;
  readonly type: string;
  readonly isData: boolean;
  readonly values: Json;
  readonly unknowns: Json;
}

/**
 * Reads what the deployment of a plan creates and reads in Azure. Source: Terraform, "JSON Output Format".
 *
 * @param subscription subscription of provider configurations that do not state one
 */
export function plannedDeployment(
  name: string,
  json: unknown,
  subscription: string | undefined,
): AzureDeployment & { unread: readonly string[] } {
  const plan = objectOf(json);
  const changes = plannedResources(plan).map(({ change }) => change);
  const planned = changes.flatMap(plannedOf);
  const references = new PlanReferences(
    objectOf(plan.configuration),
    planned.map(({ address }) => address),
  );
  const providers = new PlannedProviders(plan, subscription);
  const all = new PlannedAddresses();
  for (const each of planned) {
    all.add(each, deployedResource(each, references, providers.of(each.address), all));
  }
  return {
    name,
    resources: all.resources,
    unread: otherProvidersText(changes.map(({ type }) => String(type))),
  };
}

function plannedOf(json: Json): Planned[] {
  const { address, type, mode, change } = json;
  const { before, after, after_unknown: unknowns } = objectOf(change);
  // the deployer of a deletion needs the permissions too
  const values = typeof after === 'object' && after !== null ? after : before;
  if (!isAzureType(String(type)) || typeof values !== 'object' || values === null) return [];
  return [
    {
      address: String(address),
      type: String(type),
      isData: mode === 'data',
      values: objectOf(values),
      unknowns: objectOf(unknowns),
    },
  ];
}

/** The resources of a plan by address, and by id if they exist. */
class PlannedAddresses {
  private readonly byAddress = new Map<string, DeployedResource>();
  private readonly byId = new Map<string, DeployedResource>();

  get resources(): DeployedResource[] {
    return [...this.byAddress.values()];
  }

  add({ address, values }: Planned, resource: DeployedResource): void {
    this.byAddress.set(address, resource);
    if (typeof values.id === 'string') this.byId.set(comparableId(values.id), resource);
  }

  at(address: string): DeployedResource | undefined {
    return this.byAddress.get(address);
  }

  withId(id: string): DeployedResource | undefined {
    return this.byId.get(comparableId(id));
  }
}

function deployedResource(
  { address, type: ownType, isData, values, unknowns }: Planned,
  references: PlanReferences,
  provider: DeployedProvider,
  all: PlannedAddresses,
): DeployedResource {
  const isRest = isAzapi(ownType);
  const own = (path: string) => (isRest ? azapiPath(path) : path);
  const textsAt = (path: string) => valuesAt(values, own(path)).filter((each) => typeof each === 'string');
  const type = isRest ? typeOfAzapi(String(values.type)) : ownType;
  const named = (argument: string) =>
    references.namedResources(address, argument).flatMap((each) => all.at(each) ?? []);
  const modules = withoutIndexes(address).split('.').slice(0, -2).join('.');
  return {
    type,
    isData,
    title: address,
    provider,
    ...(modules.startsWith('module.') && { construct: modules }),
    get dependencies() {
      const names = Object.keys(references.expressionsOf(address) ?? {});
      const literal = Object.keys(values)
        .flatMap((name) => (IGNORED.includes(name) || name === 'id' ? [] : textsIn(values[name])))
        .flatMap((text) => all.withId(text) ?? []);
      return [...names.filter((name) => !IGNORED.includes(name)).flatMap(named), ...literal];
    },
    isSet: (path) =>
      valuesAt(values, own(path)).some((each) => each !== false && each !== '') ||
      valuesAt(unknowns, own(path)).some((each) => each === true),
    texts: textsAt,
    links: (path): ResourceLink[] => {
      const known = textsAt(path).map((id): ResourceLink => {
        const resource = all.withId(id);
        return resource === undefined ? { id } : { resource };
      });
      const isOpen = valuesAt(unknowns, own(path)).some((each) => each === true);
      if (!isOpen) return known;
      const [argument = '', ...names] = (own(path) ?? path).split('.');
      const nested = names.length > 0 && references.nestedReference(address, argument, names);
      const found = nested ? all.at(nested) : undefined;
      const resources = found === undefined ? named(argument) : [found];
      return [...known, ...(resources.length === 0 ? [{}] : resources.map((resource) => ({ resource })))];
    },
  };
}

/** Returns the values at a path in all blocks and JSON texts, without null values and empty lists. */
function valuesAt(json: unknown, path: string | undefined): unknown[] {
  if (path === undefined) return [];
  let values: unknown[] = [json];
  for (const name of path.split('.')) {
    values = values.flatMap((each) =>
      // an unknown block has unknown arguments
      each === true ? [true] : itemsIn(objectOf(contentOf(each))[name]),
    );
  }
  return values;
}

/** Returns what a JSON text contains, or the value itself. */
function contentOf(value: unknown): unknown {
  return typeof value === 'string' && value.startsWith('{') ? parsedJson(value) : value;
}

function itemsIn(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.flatMap(itemsIn) : [value];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
