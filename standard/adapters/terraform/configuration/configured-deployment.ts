import { objectOf } from '../../../../aws/template/read-template';
import { isAzapi, typeOfAzapi } from '../../../../azure/deployer/catalogue';
import { azapiPath } from '../../../../azure/deployer/catalogue/rest-paths';
import type { DeployedResource, ResourceLink } from '../../../../azure/deployer/deployed-resource';
import type { AzureDeployment } from '../../../../azure/deployer/deployer-roles';
import { settle, textOf } from '../expression/settle';
import { itemsOf, type TerraformValue, Unresolved } from '../expression/terraform-value';
import { isAzureType, otherProvidersText } from '../other-providers';
import { ConfiguredProviders } from './configured-provider';
import type { ConfiguredResource } from './configured-resource';
import { UnreadModule } from './module-call';
import type { ModuleFiles } from './module-files';
import type { ModuleScope } from './module-scope';
import { resourcesIn } from './resources-in';
import { identifiedBy, valuesAt } from './values-at';

/** A deployment of a root module, and the modules that were not read. */
export interface ConfiguredDeployment extends AzureDeployment {
  /** Why modules were not read, one text per module, and the types of other providers. */
  readonly unread: readonly string[];
}

/** Arguments that refer to resources without a use of them, or are not references. */
const IGNORED: readonly string[] = ['//', 'location', 'provider', 'lifecycle', 'count', 'for_each'];

/** Resources and data sources of both providers, in texts and expressions. */
const NAMES = /\b(?:data\.)?\b(?:azurerm|azapi)_[a-z0-9_]+\.[A-Za-z0-9_-]+/g;

/**
 * Reads what the deployment of a root module creates and reads in Azure.
 *
 * @param subscription subscription of provider configurations that do not state one
 */
export function configuredDeployment(
  name: string,
  files: ModuleFiles,
  scope: ModuleScope,
  subscription: string | undefined,
): ConfiguredDeployment {
  const providers = new ConfiguredProviders(files, scope.environment(), subscription);
  const { instances, unread } = instancesBelow(scope);
  const azure = instances.filter(({ resource }) => isAzureType(resource.type));
  const found = new Map<string, DeployedResource>();
  for (const { resource, prefix } of azure) {
    found.set(resource.address, deployedResource(resource, prefix, providers, found));
  }
  const others = otherProvidersText(instances.map(({ resource }) => resource.type));
  return { name, resources: [...found.values()], unread: [...unread, ...others] };
}

interface PlacedInstance {
  readonly resource: ConfiguredResource;
  /** Beginning of the addresses of its module. */
  readonly prefix: string;
}

function instancesBelow(scope: ModuleScope): { instances: PlacedInstance[]; unread: string[] } {
  const prefix = scope.call.address;
  const instances = [...scope.resources(), ...scope.dataSources()].map((resource) => ({ resource, prefix }));
  const unread: string[] = [];
  for (const module of scope.modules()) {
    if (module instanceof UnreadModule) {
      unread.push(`${module.address}: ${module.problem}`);
      continue;
    }
    const inner = instancesBelow(module.scope);
    instances.push(...inner.instances);
    unread.push(...inner.unread);
  }
  return { instances, unread };
}

function deployedResource(
  resource: ConfiguredResource,
  prefix: string,
  providers: ConfiguredProviders,
  all: ReadonlyMap<string, DeployedResource>,
): DeployedResource {
  const { isData, address, constructPath } = resource;
  const at = (path: string) => {
    const own = isAzapi(resource.type) ? azapiPath(path) : path;
    return own === undefined ? [] : valuesAt(resource, own);
  };
  const texts = (path: string) =>
    at(path)
      .map(textOf)
      .filter((text) => typeof text === 'string');
  let dependencies: DeployedResource[] | undefined;
  return {
    type: isAzapi(resource.type) ? typeOfAzapi(texts('type')[0] ?? resource.type) : resource.type,
    isData,
    title: constructPath?.replace(/\/Resource$/, '') ?? address,
    provider: providers.at(resource.provider),
    ...constructOf(resource, prefix),
    isKept: [resource.block.body.lifecycle ?? []]
      .flat()
      .some((each) => objectOf(each).prevent_destroy === true),
    get dependencies() {
      dependencies ??= dependenciesOf(resource, prefix, all);
      return dependencies;
    },
    isSet: (path) => at(path).some(isGiven),
    texts,
    links: (path) => at(path).map((value) => linkOf(value, all)),
  };
}

/** The construct directly below the stack, or the module. */
function constructOf(
  { constructPath = '' }: ConfiguredResource,
  prefix: string,
): Pick<DeployedResource, 'construct'> {
  const path = constructPath.split('/');
  if (path.length > 2) return { construct: path.slice(0, 2).join('/') };
  return prefix === '' ? {} : { construct: prefix };
}

function isGiven(value: TerraformValue): boolean {
  const settled = settle(value);
  return settled !== false && settled !== '' && settled !== null && itemsOf(settled)?.length !== 0;
}

function linkOf(value: TerraformValue, all: ReadonlyMap<string, DeployedResource>): ResourceLink {
  const owner = identifiedBy(value);
  const resource = owner === undefined ? undefined : all.get(owner.address);
  if (resource !== undefined) return { resource };
  const text = textOf(value);
  return text instanceof Unresolved ? {} : { id: text };
}

/** Finds resources by the expressions of the module, and by the values that other modules pass to it. */
function dependenciesOf(
  resource: ConfiguredResource,
  prefix: string,
  all: ReadonlyMap<string, DeployedResource>,
): DeployedResource[] {
  const used = Object.keys(resource.block.body).filter((argument) => !IGNORED.includes(argument));
  // an escaped line break is no part of the name after it
  const text = JSON.stringify(used.map((argument) => resource.block.body[argument])).replaceAll('\\n', ' ');
  const names = new Set(text.match(NAMES) ?? []);
  const passed = new Set(
    used.flatMap((each) => [...resourcesIn(resource.configured(each) ?? null).addresses]),
  );
  return [...all].flatMap(([address, found]) => {
    const local = address.startsWith(prefix) ? address.slice(prefix.length).split('[')[0] : '';
    return address !== resource.address && (names.has(local ?? '') || passed.has(address)) ? [found] : [];
  });
}
