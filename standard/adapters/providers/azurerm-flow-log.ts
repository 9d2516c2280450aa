import { SECURITY_GROUP, TargetKind, targetKindOf } from '../../../azure/flow-log/target-kind';
import { FLOW_LOG_CONTAINERS } from '../../../azure/storage/containers';
import {
  type AnalyticsFact,
  type AzureFlowLog,
  Cloud,
  type Destination,
  DestinationKind,
  FOREVER,
  known,
  mapValue,
  type Retention,
  unknown,
  type Value,
} from '../../facts';
import { externalDestination } from '../../facts/external-destination';
import { shorter } from '../../facts/lifecycle-retention';
import {
  blocksOf,
  type DeclaredResource,
  type DeclaredResources,
  factOf,
  flagOf,
  numberOf,
  partOf,
  textOf,
} from './declared-resource';
import { pointedAddress } from './pointed-address';

const KINDS: Readonly<Record<string, string>> = {
  azurerm_virtual_network: TargetKind.VIRTUAL_NETWORK,
  azurerm_subnet: TargetKind.SUBNET,
  azurerm_network_interface: TargetKind.NETWORK_INTERFACE,
  azurerm_network_security_group: SECURITY_GROUP,
};

/** `azurerm_network_watcher_flow_log`. Source: Terraform provider azurerm, of that name. */
export function azurermFlowLog(resource: DeclaredResource, all: DeclaredResources): AzureFlowLog {
  const old = resource.value('network_security_group_id');
  const usesOld = !old.known || (old.value !== undefined && old.value !== null);
  const argument =
    usesOld && !isSaid(resource, 'target_resource_id') ? 'network_security_group_id' : 'target_resource_id';
  const target = pointedAddress(resource, argument, all);
  return {
    ...factOf(resource, Cloud.AZURE),
    target,
    targetKind:
      argument === 'network_security_group_id'
        ? known(SECURITY_GROUP, argument)
        : kindOf(target, all, argument),
    account: unknown('the subscription is that of the provider'),
    enabled: flagOf(resource, 'enabled', true),
    identity: identityOf(resource),
    version: numberOf(resource, 'version'),
    retentionDays: retentionOf(resource),
    analytics: analyticsOf(resource),
    destination: destinationOf(resource, all),
  };
}

function isSaid(resource: DeclaredResource, argument: string): boolean {
  const value = resource.value(argument);
  return !value.known || (value.value !== undefined && value.value !== null);
}

function kindOf(target: Value<string>, all: DeclaredResources, at: string): Value<string> {
  if (!target.known) return target;
  const kind = KINDS[all.at(target.value)?.type ?? ''] ?? targetKindOf(target.value);
  if (kind !== undefined) return known(kind, at);
  const isGroup = /\/networksecuritygroups\//i.test(target.value);
  return isGroup ? known(SECURITY_GROUP, at) : unknown(`what ${target.value} is, is not known`, at);
}

function identityOf(resource: DeclaredResource): Value<string> {
  const parts = ['resource_group_name', 'network_watcher_name', 'name'].map((argument) =>
    textOf(resource, argument),
  );
  const open = parts.find((part) => !part.known);
  if (open && !open.known) return unknown(open.reason, 'name');
  return known(parts.map((part) => (part.known ? part.value : '')).join('/'), 'name');
}

/** Days of the block; 0 where it is off. */
function retentionOf(resource: DeclaredResource): Value<number> {
  const at = 'retention_policy';
  const blocks = blocksOf(resource.value(at));
  if (!blocks.known) return unknown(blocks.reason, at);
  const { enabled, days } = blocks.value[0] ?? {};
  const [isOn, count] = [partOf(enabled), partOf(days)];
  if (!isOn.known) return unknown(isOn.reason, at);
  if (!count.known) return unknown(count.reason, at);
  return known(String(isOn.value) === 'true' ? Number(count.value ?? 0) : 0, at);
}

function analyticsOf(resource: DeclaredResource): Value<AnalyticsFact | undefined> {
  const at = 'traffic_analytics';
  const blocks = blocksOf(resource.value(at));
  if (!blocks.known) return unknown(blocks.reason, at);
  const [block] = blocks.value;
  if (!block) return known(undefined, at);
  const part = (name: string) => ({ ...partOf(block[name]), at });
  return known(
    {
      enabled: mapValue(part('enabled'), (enabled) => String(enabled ?? true) === 'true'),
      interval: mapValue(part('interval_in_minutes'), (minutes) =>
        minutes === undefined ? undefined : Number(minutes),
      ),
      workspace: mapValue(part('workspace_resource_id'), (id) => (id === undefined ? undefined : String(id))),
    },
    at,
  );
}

function destinationOf(resource: DeclaredResource, all: DeclaredResources): Value<Destination> {
  const at = 'storage_account_id';
  const place = pointedAddress(resource, at, all);
  if (!place.known) return place;
  const account = all.at(place.value);
  if (!account)
    return known(
      externalDestination(DestinationKind.STORAGE_ACCOUNT, place.value, factOf(resource, Cloud.AZURE)),
      at,
    );
  const name = textOf(account, 'name');
  const retention = lifecycleOf(account, all);
  return known(
    {
      ...factOf(account, Cloud.AZURE),
      kind: DestinationKind.STORAGE_ACCOUNT,
      name: name.known && name.value === undefined ? unknown('it is not set') : (name as Value<string>),
      account: unknown('the subscription is that of the provider'),
      retention: retention.kept,
      hotRetention: retention.hot,
      customerManagedKey: customerKeyOf(account, all),
      refusal: known(undefined),
    },
    at,
  );
}

function customerKeyOf(account: DeclaredResource, all: DeclaredResources): Value<boolean> {
  const block = blocksOf(account.value('customer_managed_key'));
  if (!block.known) return block;
  const others = all.pointingAt(
    'azurerm_storage_account_customer_managed_key',
    'storage_account_id',
    account,
    unknown(''),
  );
  return known(block.value.length > 0 || others.length > 0);
}

/** What the lifecycle of the account does to flow logs: of several rules the soonest counts. */
function lifecycleOf(
  account: DeclaredResource,
  all: DeclaredResources,
): { kept: Value<Retention>; hot: Value<Retention> } {
  let kept: Value<Retention> = known(FOREVER);
  let hot: Value<Retention> = known(FOREVER);
  for (const policy of all.pointingAt(
    'azurerm_storage_management_policy',
    'storage_account_id',
    account,
    unknown(''),
  )) {
    const rules = blocksOf(policy.value('rule'));
    if (!rules.known) return { kept: unknown(rules.reason), hot: unknown(rules.reason) };
    for (const rule of rules.value) {
      const enabled = partOf(rule.enabled);
      if (!enabled.known) return { kept: enabled, hot: enabled };
      if (enabled.value === false || !touches(rule.filters)) continue;
      const [actions = {}] = [rule.actions ?? {}].flat() as Record<string, unknown>[];
      const [blob = {}] = [actions.base_blob ?? {}].flat() as Record<string, unknown>[];
      kept = soonest(kept, blob, 'delete_after_days_since');
      hot = soonest(hot, blob, 'tier_to_archive_after_days_since');
    }
  }
  return { kept, hot: shorter(hot, kept) };
}

function touches(filters: unknown): boolean {
  const [filter = {}] = [filters ?? {}].flat() as Record<string, unknown>[];
  const prefixes = [filter.prefix_match ?? []].flat().map(String);
  return (
    prefixes.length === 0 ||
    prefixes.some((prefix) =>
      FLOW_LOG_CONTAINERS.some((each) => each.startsWith(prefix.split('/')[0] as string)),
    )
  );
}

function soonest(
  before: Value<Retention>,
  action: Record<string, unknown>,
  beginning: string,
): Value<Retention> {
  return Object.entries(action)
    .filter(([name]) => name.startsWith(beginning))
    .map(([, days]) => mapValue(partOf(days), retentionIn))
    .reduce(shorter, before);
}

/** Below 0 is what the provider has for never. */
function retentionIn(days: unknown): Retention {
  return days === undefined || Number(days) < 0 ? FOREVER : Number(days);
}
