import { createHash } from 'node:crypto';
import {
  type IResolvable,
  type IResolveContext,
  TerraformDataSource,
  type TerraformElement,
  TerraformLocal,
  TerraformRemoteState,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from 'cdktf';
import type { Construct } from 'constructs';
import { providerOf } from './provider-of';
import type { Settings } from './provider-registrations';
import { type ElementReference, expressionOf, referenceBehind, referenceOf } from './references';
import { outputBehind } from './remote-outputs';

/** Longest chain of references that is followed. */
const MAX_DEPTH = 32;

/**
 * Returns a value with each reference replaced by what it refers to, as far as the app sets it: an argument, or the ARM id of
 * a resource or data source. A part that is known only after deployment becomes `${<hash>}`, which is equal for equal
 * expressions of a stack.
 */
export function canonical(scope: Construct, value: string, depth = 0): string {
  if (!Token.isUnresolved(value)) return value;
  const resolve = (token: IResolvable) => canonicalToken(scope, token, depth);
  const fragments = Tokenization.reverseString(value).mapTokens({ resolve } as unknown as IResolveContext);
  return String(fragments.join({ join: (left = '', right = '') => `${left}${right}` }));
}

/** Returns the ARM id of a resource or data source, as far as the app states it; undefined for a type without a known id. */
export function elementId(element: TerraformElement): string | undefined {
  return idOf(element, 0);
}

/** Returns the literal behind a value, or undefined if it is known only after deployment. */
export function literalBehind(scope: Construct, value: string): string | undefined {
  const text = canonical(scope, value);
  return text.includes('${') ? undefined : text;
}

/**
 * Returns the subscription of a scope: the literal in its provider, or an expression.
 *
 * @returns undefined if the provider reads it from the environment
 */
export function subscriptionOf(scope: Construct): string | undefined {
  const provider = providerOf(scope) as (Settings & { readonly subscriptionId?: string }) | undefined;
  const { subscriptionId } = provider ?? {};
  return provider && subscriptionId !== undefined ? canonical(provider, subscriptionId) : undefined;
}

/** Returns the path of a subscription in an ARM id. That of the environment is equal within a stack. */
export function subscriptionPath(scope: Construct): string {
  return `/subscriptions/${subscriptionOf(scope) ?? unknown(`subscription of ${TerraformStack.of(scope).node.path}`)}`;
}

/** Returns the ARM id of a resource in a resource group. */
export function armId(scope: Construct, group: string, type: string, ...names: string[]): string {
  const [namespace, ...types] = type.split('/');
  const pairs = types.map((each, index) => `/${each}/${names[index]}`).join('');
  return `${subscriptionPath(scope)}/resourceGroups/${group}/providers/${namespace}${pairs}`;
}

/** The argument by which a resource has several instances: `forEach`, `count` or an override of them. */
export function repetitionOf(element: TerraformElement): 'forEach' | 'count' | undefined {
  const { count, forEach, rawOverrides = {} } = element as unknown as Repeatable;
  if (forEach !== undefined || 'for_each' in rawOverrides) return 'forEach';
  return count !== undefined || 'count' in rawOverrides ? 'count' : undefined;
}

interface Repeatable {
  readonly count?: unknown;
  readonly forEach?: unknown;
  /** Arguments that the app overrides, by the name in the configuration. */
  readonly rawOverrides?: { readonly [argument: string]: unknown };
}

/** Whether a reference is to all instances of a resource. */
export function isRepeated({ element, attribute }: ElementReference): boolean {
  return repetitionOf(element) !== undefined && !/^(\[|\.\d)/.test(attribute);
}

function canonicalToken(scope: Construct, token: IResolvable, depth: number): string {
  const reference = depth < MAX_DEPTH ? referenceOf(scope, token) : undefined;
  const value = reference && referredBy(reference, depth + 1);
  if (value !== undefined) return value;
  const { stack, text } = expressionOf(scope, token);
  return unknown(`${stack.node.path} ${text}`);
}

function referredBy({ element, attribute }: ElementReference, depth: number): string | undefined {
  if (repetitionOf(element)) return undefined;
  if (element instanceof TerraformLocal) {
    // the getter `expression` returns a reference to the local value itself
    const { _expression: expression } = element as unknown as { readonly _expression: unknown };
    return typeof expression === 'string' ? canonical(element, expression, depth) : undefined;
  }
  if (element instanceof TerraformRemoteState) {
    const output = outputBehind(element, attribute.replace(/^outputs\./, ''));
    return typeof output?.value === 'string' ? canonical(output, output.value, depth) : undefined;
  }
  if (attribute === 'id') return idOf(element, depth);
  if (attribute === 'subscription_id' && isOfSubscription(element)) {
    return subscriptionIn(element, depth).slice('/subscriptions/'.length);
  }
  if (/^subnet\.\d+\.id$/.test(attribute)) {
    const network = idOf(element, depth);
    return network && `${network}/subnets/${unknown(attribute)}`;
  }
  return argument(element, attribute, depth);
}

/** Types in a resource group with their ARM types. */
const IN_GROUP: Readonly<Record<string, string>> = {
  azurerm_virtual_network: 'Microsoft.Network/virtualNetworks',
  azurerm_network_interface: 'Microsoft.Network/networkInterfaces',
  azurerm_network_security_group: 'Microsoft.Network/networkSecurityGroups',
  azurerm_network_watcher: 'Microsoft.Network/networkWatchers',
  azurerm_storage_account: 'Microsoft.Storage/storageAccounts',
  azurerm_log_analytics_workspace: 'Microsoft.OperationalInsights/workspaces',
};

/** Returns the ARM id of a resource or data source, from its arguments and the subscription of its provider. */
function idOf(element: TerraformElement, depth: number): string | undefined {
  if (
    !TerraformResource.isTerraformResource(element) &&
    !TerraformDataSource.isTerraformDataSource(element)
  ) {
    return undefined;
  }
  const { terraformResourceType: type } = element;
  if (type === 'azurerm_subscription') return subscriptionIn(element, depth);
  const name = argument(element, 'name', depth);
  if (name === undefined) return undefined;
  if (type === 'azapi_resource') return azapiId(element, name, depth);
  if (type === 'azurerm_resource_group') return `${subscriptionPath(element)}/resourceGroups/${name}`;
  if (type === 'azurerm_subnet') {
    const network = networkOf(element, depth);
    return network && `${network}/subnets/${name}`;
  }
  const group = argument(element, 'resource_group_name', depth);
  if (group === undefined) return undefined;
  if (type === 'azurerm_network_watcher_flow_log') {
    const watcher = argument(element, 'network_watcher_name', depth);
    return watcher && armId(element, group, 'Microsoft.Network/networkWatchers/flowLogs', watcher, name);
  }
  const armType = IN_GROUP[type];
  return armType && armId(element, group, armType, name);
}

function azapiId(element: TerraformElement, name: string, depth: number): string | undefined {
  const [type = ''] = argument(element, 'type', depth)?.split('@') ?? [];
  const parent = argument(element, 'parent_id', depth);
  const [child, ...before] = type.split('/').reverse();
  if (parent === undefined || before.length === 0) return undefined;
  return before.length === 1 ? `${parent}/providers/${type}/${name}` : `${parent}/${child}/${name}`;
}

/** Returns the ARM id of a subnet's network. A reference to the network's name identifies the network itself. */
function networkOf(subnet: TerraformElement, depth: number): string | undefined {
  const { virtualNetworkNameInput: value } = subnet as unknown as {
    readonly virtualNetworkNameInput?: string;
  };
  const reference = value === undefined ? undefined : referenceBehind(subnet, value);
  if (reference?.attribute === 'name' && !isRepeated(reference)) {
    const { element } = reference;
    const id = depth < MAX_DEPTH ? idOf(element, depth + 1) : undefined;
    if (id !== undefined) return id;
  }
  const name = argument(subnet, 'virtual_network_name', depth);
  const group = argument(subnet, 'resource_group_name', depth);
  if (name === undefined || group === undefined) return undefined;
  return armId(subnet, group, 'Microsoft.Network/virtualNetworks', name);
}

const OF_SUBSCRIPTION = ['azurerm_subscription', 'azurerm_client_config'];

function isOfSubscription(element: TerraformElement): boolean {
  return OF_SUBSCRIPTION.includes((element as TerraformDataSource).terraformResourceType);
}

function subscriptionIn(element: TerraformElement, depth: number): string {
  const given = argument(element, 'subscription_id', depth);
  return given === undefined ? subscriptionPath(element) : `/subscriptions/${given}`;
}

/** Returns the argument with the name of an attribute, which is its value. */
function argument(element: TerraformElement, attribute: string, depth: number): string | undefined {
  const name = attribute.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const value = (element as unknown as Readonly<Record<string, unknown>>)[`${name}Input`];
  return typeof value === 'string' ? canonical(element, value, depth) : undefined;
}

function unknown(expression: string): string {
  return `\${${createHash('sha256').update(expression).digest('hex').slice(0, 16)}}`;
}
