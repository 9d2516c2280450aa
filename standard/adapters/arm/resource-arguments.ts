import { joined, type PartialText, unknownText } from '../../../flows/partial-text';
import { known, unknown, type Value } from '../../facts';
import { AZURERM_TYPES, azurermArguments } from '../providers/azure-rest';
import { UnknownPart } from '../providers/declared-resource';
import type { ArmResource } from './arm-resource';
import {
  type ArmValue,
  asText,
  DeployedObject,
  hasMarks,
  isArray,
  isObject,
  mapParts,
  replaceMarks,
  Unresolved,
} from './expressions/arm-value';
import { outerAddress } from './outer-resource';
import { idParts } from './resource-ids';

/** Returns the type of the azurerm provider; `undefined` for a type that the standard does not concern. */
export function azurermTypeOf({ type }: Pick<ArmResource, 'type'>): string | undefined {
  return AZURERM_TYPES[type.toLowerCase()];
}

/** Returns the arguments of the azurerm resource that has the same effect. */
export function resourceArguments(
  azurermType: string,
  resource: ArmResource,
): Readonly<Record<string, unknown>> {
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
    ...['location', 'kind', 'sku', 'tags', 'identity'].flatMap((name) => {
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
  if (value instanceof Unresolved) {
    // an id keeps the resource that it identifies
    const text = asText(value);
    const isId = depth === 1 && outerAddress(text) !== undefined;
    return isId ? text : new UnknownPart(value.reason, value.cause);
  }
  if (value instanceof DeployedObject) return new UnknownPart(`it is ${value.text}`);
  if (typeof value === 'string') return depth > 1 && hasMarks(value) ? unknownPart(value) : value;
  if (isArray(value)) return value.map((each) => plain(each, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each, depth + 1)]));
}

function unknownPart(text: string): unknown {
  // the id of a resource is known well enough to be set
  if (text.startsWith('/')) return replaceMarks(text);
  return new UnknownPart(reasonOf(text));
}

function reasonOf(text: string): string {
  return `it is ${JSON.stringify(replaceMarks(text))}, which is known only during the deployment`;
}

/** Returns the value of an argument. */
export function valueOfArgument(argument: unknown): Value<unknown> {
  if (argument instanceof UnknownPart) return unknown(argument.reason, undefined, argument.cause);
  if (typeof argument === 'string' && hasMarks(argument)) return unknown(reasonOf(argument));
  return known(argument);
}

/** Returns an argument as a text. The ids of its unresolved parts are their expressions. */
export function partialTextOf(argument: unknown): PartialText | undefined {
  if (argument instanceof UnknownPart) return unknownText(argument.reason);
  if (typeof argument !== 'string') return undefined;
  const parts: PartialText[] = [];
  mapParts(
    argument,
    (literal) => {
      parts.push(literal);
      return literal;
    },
    (expression) => {
      parts.push(unknownText(reasonOf(argument), expression));
      return expression;
    },
  );
  return joined(...parts);
}
