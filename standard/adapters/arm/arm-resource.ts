import type { Where } from '../../facts';
import { addressIn, type DeploymentUnit, known, mapValue, unknown, type Value } from '../../facts';
import { AZURERM_TYPES, azurermArguments } from '../providers/azure-rest';
import { type DeclaredResource, type ResourceReference, UnknownPart } from '../providers/declared-resource';
import {
  type ArmValue,
  DeployedObject,
  hasMarks,
  isArray,
  isObject,
  replaceMarks,
  Unresolved,
} from './expressions/arm-value';
import { comparableId, idParts, mayBeEqual } from './resource-ids';

/** A resource of the Azure REST API: of a template, or of the result of `what-if`. Unresolved parts of texts are marked. */
export interface ArmResource {
  /** `Microsoft.Network/networkWatchers/flowLogs`. */
  readonly type: string;
  readonly id: string;
  /** Unique in the deployment unit. */
  readonly localName: string;
  readonly title: string;
  readonly where: Where;
  /** Returns a member of the resource, such as `properties` or `location`; `undefined` if it is not set. */
  value(name: string): ArmValue | undefined;
}

/** Finds resources by their ids. */
export class ArmResources {
  private readonly byId = new Map<string, ArmResource>();
  private readonly unresolved: readonly ArmResource[];

  constructor(readonly all: readonly ArmResource[]) {
    for (const resource of all) {
      const key = comparableId(resource.id);
      if (!this.byId.has(key)) this.byId.set(key, resource);
    }
    this.unresolved = all.filter(({ id }) => hasMarks(id));
  }

  /** Returns the resource that an id identifies, or else the id. It is unknown if the id may identify a resource. */
  target(id: string): Value<string> {
    const found = this.byId.get(comparableId(id));
    if (found) return known(found.localName);
    const candidates = hasMarks(id) ? this.all : this.unresolved;
    const type = idParts(id)?.type.toLowerCase();
    const candidate = candidates.find(
      (each) => (type === undefined || each.type.toLowerCase() === type) && mayBeEqual(each.id, id),
    );
    if (candidate) return unknown(`${replaceMarks(id)} may be the id of ${candidate.title}`);
    return known(replaceMarks(id));
  }
}

/** Arguments that contain the id of a resource. */
const ID_ARGUMENTS = ['target_resource_id', 'storage_account_id', 'virtual_network_name'];

/** Converts a resource to one of the azurerm provider; `undefined` for a type that the standard does not concern. */
export function declaredArmResource(
  resource: ArmResource,
  all: ArmResources,
  unit: DeploymentUnit,
): DeclaredResource | undefined {
  const { type, localName, title, where } = resource;
  const azurermType = AZURERM_TYPES[type.toLowerCase()];
  if (azurermType === undefined) return undefined;
  let cached: Readonly<Record<string, unknown>> | undefined;
  const argument = (name: string): unknown => {
    cached ??= argumentsOf(azurermType, resource);
    return cached[name] ?? undefined;
  };
  return {
    type: azurermType,
    address: localName,
    fact: { unit, localName, address: addressIn(unit, localName), title, type, where },
    value: (name) => valueIn(argument(name)),
    reference: (name): Value<ResourceReference | undefined> => {
      const id = argument(name);
      if (id === undefined) return known(undefined);
      if (typeof id !== 'string') return valueIn(id) as Value<undefined>;
      const target = ID_ARGUMENTS.includes(name) ? all.target(id) : known(id);
      return mapValue(target, (each) => ({ target: each, suffix: '' }));
    },
  };
}

function argumentsOf(azurermType: string, resource: ArmResource): Readonly<Record<string, unknown>> {
  const { id, type } = resource;
  const properties = resource.value('properties') ?? {};
  const { scope = '', names = [] } = idParts(id) ?? {};
  const [, , resourceGroup] = /^\/subscriptions\/([^/]+)\/resourceGroups\/(.+)$/i.exec(scope) ?? [];
  const naming = {
    id,
    name: names.at(-1),
    resource_group_name: resourceGroup,
    network_watcher_name: names[0],
    // the parent of a subnet or of a management policy
    virtual_network_name: parentId(id),
    storage_account_id: parentId(id),
    target_resource_type: undefined,
  };
  if (properties instanceof Unresolved || properties instanceof DeployedObject) {
    const reason = properties instanceof Unresolved ? properties.reason : 'it is the state of a resource';
    return unknownArguments(naming, azurermType, reason);
  }
  const body = Object.fromEntries([
    ...(isObject(properties) ? Object.entries(properties) : []),
    ...['location', 'kind', 'sku', 'tags'].flatMap((name) => {
      const value = resource.value(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  ]);
  const rest = azurermArguments(azurermType, plain(body) as Record<string, unknown>);
  const target = rest.target_resource_id;
  return {
    ...naming,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    ...(typeof target === 'string' && { target_resource_type: idParts(target)?.type.toLowerCase() }),
    ...(type.toLowerCase() === 'microsoft.network/virtualnetworks' && { subnet: undefined }),
  };
}

/** Arguments of a resource whose properties are unknown as a whole. */
function unknownArguments(
  naming: Readonly<Record<string, unknown>>,
  azurermType: string,
  reason: string,
): Readonly<Record<string, unknown>> {
  const names = Object.keys(
    azurermArguments(azurermType, {
      flowAnalyticsConfiguration: { networkWatcherFlowAnalyticsConfiguration: {} },
    }),
  );
  return { ...naming, ...Object.fromEntries(names.map((name) => [name, new UnknownPart(reason)])) };
}

/** Returns the id of the resource that contains a resource. */
function parentId(id: string): string {
  return id.replace(/\/[^/]+\/[^/]+$/, '');
}

/** Converts a value to JSON. Unresolved parts are instances of `UnknownPart`; the texts at the top level keep their marks. */
function plain(value: ArmValue, depth = 0): unknown {
  if (value instanceof Unresolved) return new UnknownPart(value.reason, value.cause);
  if (value instanceof DeployedObject) return new UnknownPart(`it is ${value.text}`);
  if (typeof value === 'string') return depth > 1 && hasMarks(value) ? unknownText(value) : value;
  if (isArray(value)) return value.map((each) => plain(each, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each, depth + 1)]));
}

function unknownText(text: string): unknown {
  // the id of a resource is known well enough to be set
  if (text.startsWith('/')) return replaceMarks(text);
  return new UnknownPart(reasonOf(text));
}

function reasonOf(text: string): string {
  return `it is ${JSON.stringify(replaceMarks(text))}, which is known only during the deployment`;
}

function valueIn(argument: unknown): Value<unknown> {
  if (argument instanceof UnknownPart) return unknown(argument.reason, undefined, argument.cause);
  if (typeof argument === 'string' && hasMarks(argument)) return unknown(reasonOf(argument));
  return known(argument);
}
