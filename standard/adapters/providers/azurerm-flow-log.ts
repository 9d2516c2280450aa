import { SECURITY_GROUP, TargetKind, targetKindOf } from '../../../azure/flow-log/target-kind';
import { FLOW_LOG_CONTAINERS, NSG_CONTAINER, VNET_CONTAINER } from '../../../azure/storage/containers';
import { joined, mapParts } from '../../../flows/partial-text';
import {
  type AnalyticsFact,
  type AzureFlowLog,
  Cloud,
  type Known,
  known,
  mapValue,
  unknown,
  unknownAt,
  type Value,
} from '../../facts';
import { AZURERM_TYPES } from './azure-rest';
import { subscriptionOf } from './azure-subscription';
import { azurermDestination } from './azurerm-destination';
import {
  blocksOf,
  blockValue,
  type DeclaredResource,
  type DeclaredResources,
  factOf,
  flagOf,
  numberOf,
  textOf,
} from './declared-resource';
import { replaceable } from './immutable-arguments';
import { workspaceRetention } from './log-analytics-workspace';
import { nestedResource } from './nested-resource';
import { type Referenced, referencedResource } from './referenced-address';

const KINDS: Readonly<Record<string, string>> = {
  azurerm_virtual_network: TargetKind.VIRTUAL_NETWORK,
  azurerm_subnet: TargetKind.SUBNET,
  azurerm_network_interface: TargetKind.NETWORK_INTERFACE,
  azurerm_network_security_group: SECURITY_GROUP,
};

/**
 * Returns the facts of an `azurerm_network_watcher_flow_log`. Source: Terraform provider azurerm,
 * `azurerm_network_watcher_flow_log`.
 */
export function azurermFlowLog(resource: DeclaredResource, all: DeclaredResources): AzureFlowLog {
  const argument =
    isSet(resource, 'network_security_group_id') && !isSet(resource, 'target_resource_id')
      ? 'network_security_group_id'
      : 'target_resource_id';
  const target = referencedResource(resource, argument, all);
  const targetKind =
    argument === 'network_security_group_id'
      ? known(SECURITY_GROUP, argument)
      : kindOf(resource, target, argument);
  return {
    ...factOf(resource, Cloud.AZURE),
    ...replaceable(resource, all),
    target: mapValue(target, ({ address }) => address),
    targetKind,
    account: subscriptionOf(resource),
    enabled: flagOf(resource, 'enabled', true),
    name: textOf(resource, 'name'),
    identity: identityOf(resource),
    ...identityTextOf(resource),
    version: numberOf(resource, 'version'),
    retentionDays: retentionOf(resource),
    filter: selectionOf(resource, 'enabled_filtering_criteria'),
    recordTypes: selectionOf(resource, 'record_types'),
    identityType: identityTypeOf(resource),
    analytics: analyticsOf(resource, all),
    destination: azurermDestination(resource, flowLogContainers(targetKind), all),
    ...regionOf(resource, all),
  };
}

/** The region of a flow log is that of its storage account, if it does not state one. */
function regionOf(resource: DeclaredResource, all: DeclaredResources): Pick<AzureFlowLog, 'region'> {
  const account = referencedResource(resource, 'storage_account_id', all);
  const owners = [resource, ...(account.known && account.value.resource ? [account.value.resource] : [])];
  const region = owners
    .map((each) => textOf(each, 'location'))
    .find((location): location is Known<string> => location.known && location.value !== undefined);
  return region ? { region } : {};
}

function isSet(resource: DeclaredResource, argument: string): boolean {
  const value = resource.value(argument);
  return !value.known || (value.value !== undefined && value.value !== null);
}

/** Returns the containers that flow logs of a target write to. */
function flowLogContainers(targetKind: Value<string>): readonly string[] {
  if (!targetKind.known) return FLOW_LOG_CONTAINERS;
  return [targetKind.value === SECURITY_GROUP ? NSG_CONTAINER : VNET_CONTAINER];
}

function kindOf(resource: DeclaredResource, target: Value<Referenced>, at: string): Value<string> {
  if (!target.known) {
    // an id that is unknown can have a known type
    const type = textOf(resource, 'target_resource_type');
    const kind = type.known ? KINDS[AZURERM_TYPES[type.value ?? ''] ?? ''] : undefined;
    return kind === undefined ? unknownAt(target) : known(kind, at);
  }
  const { resource: declared, address } = target.value;
  const kind = KINDS[declared?.type ?? ''] ?? targetKindOf(address);
  if (kind !== undefined) return known(kind, at);
  const isGroup = /\/networksecuritygroups\//i.test(address);
  return isGroup ? known(SECURITY_GROUP, at) : unknown(`the resource type of ${address} is unknown`, at);
}

/** The arguments that identify a flow log. */
const IDENTITY = ['resource_group_name', 'network_watcher_name', 'name'];

function identityTextOf(resource: DeclaredResource): Pick<AzureFlowLog, 'identityText'> {
  const texts = IDENTITY.flatMap((argument) => resource.partialText?.(argument) ?? []);
  if (texts.length < IDENTITY.length) return {};
  const lowerCase = texts.map((text) => mapParts(text, (part) => part.toLowerCase()));
  return { identityText: joined(...lowerCase.flatMap((text) => [text, '/'])) };
}

function identityOf(resource: DeclaredResource): Value<string> {
  const parts = IDENTITY.map((argument) => textOf(resource, argument));
  const unknownPart = parts.find((part) => !part.known);
  if (unknownPart && !unknownPart.known) return unknown(unknownPart.reason, 'name');
  // Azure ignores the case of names
  const names = parts.map((part) => (part.known ? (part.value ?? '') : '').toLowerCase());
  return known(names.join('/'), 'name');
}

/** Returns the type of the identity in a block, which templates and azapi can declare. */
function identityTypeOf(resource: DeclaredResource): Value<string | undefined> {
  const at = 'identity';
  const blocks = blocksOf(resource.value(at));
  if (!blocks.known) return unknownAt(blocks, at);
  const type = blockValue(blocks.value[0]?.type);
  if (!type.known) return unknownAt(type, at);
  const isNone = type.value === undefined || String(type.value).toLowerCase() === 'none';
  return known(isNone ? undefined : String(type.value), at);
}

/** Returns the text of a selection. An empty text selects everything. */
function selectionOf(resource: DeclaredResource, argument: string): Value<string | undefined> {
  return mapValue(textOf(resource, argument), (text) => (text?.trim() === '' ? undefined : text));
}

/** Returns the days of the retention policy; 0 if the policy is disabled or absent. */
function retentionOf(resource: DeclaredResource): Value<number> {
  const at = 'retention_policy';
  const blocks = blocksOf(resource.value(at));
  if (!blocks.known) return unknownAt(blocks, at);
  const { enabled, days } = blocks.value[0] ?? {};
  const [isEnabled, count] = [blockValue(enabled), blockValue(days)];
  if (!isEnabled.known) return unknownAt(isEnabled, at);
  if (!count.known) return unknownAt(count, at);
  return String(isEnabled.value) === 'true' ? numberIn(count.value ?? 0, at, 'days') : known(0, at);
}

function intervalOf(minutes: Value<unknown>, at: string): Value<number | undefined> {
  if (!minutes.known) return unknownAt(minutes, at);
  return minutes.value === undefined
    ? known(undefined, at)
    : numberIn(minutes.value, at, 'interval_in_minutes');
}

/** Returns a number in a block; unknown if it is no number, because the provider refuses it. */
function numberIn(value: unknown, at: string, name: string): Value<number> {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  const number = isNumber ? Number(value) : Number.NaN;
  return Number.isFinite(number)
    ? known(number, at)
    : unknown(`${name} is ${JSON.stringify(value)}, which is not a number`, at);
}

function analyticsOf(resource: DeclaredResource, all: DeclaredResources): Value<AnalyticsFact | undefined> {
  const at = 'traffic_analytics';
  const blocks = blocksOf(resource.value(at));
  if (!blocks.known) return unknownAt(blocks, at);
  const [block] = blocks.value;
  if (!block) return known(undefined, at);
  const workspace = nestedResource(resource, at, ['workspace_resource_id'], all);
  const part = (name: string) => ({ ...blockValue(block[name]), at });
  return known(
    {
      enabled: mapValue(part('enabled'), (enabled) => String(enabled ?? true) === 'true'),
      interval: intervalOf(part('interval_in_minutes'), at),
      workspace: mapValue(part('workspace_resource_id'), (id) => (id === undefined ? undefined : String(id))),
      ...(workspace && { workspaceRetention: workspaceRetention(workspace) }),
    },
    at,
  );
}
