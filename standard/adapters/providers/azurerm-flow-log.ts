import { SECURITY_GROUP, TargetKind, targetKindOf } from '../../../azure/flow-log/target-kind';
import { FLOW_LOG_CONTAINERS } from '../../../azure/storage/containers';
import {
  type AnalyticsFact,
  type AzureFlowLog,
  Cloud,
  type Destination,
  DestinationKind,
  FOREVER,
  type Known,
  known,
  mapValue,
  type Retention,
  type StorageFact,
  type Unknown,
  unknown,
  unknownAt,
  type Value,
} from '../../facts';
import { externalDestination } from '../../facts/external-destination';
import { shorter } from '../../facts/lifecycle-retention';
import { removalOf } from './data-removal';
import {
  accountOf,
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
  return {
    ...factOf(resource, Cloud.AZURE),
    target: mapValue(target, ({ address }) => address),
    targetKind:
      argument === 'network_security_group_id' ? known(SECURITY_GROUP, argument) : kindOf(target, argument),
    account: accountOf(resource, 'subscription'),
    enabled: flagOf(resource, 'enabled', true),
    identity: identityOf(resource),
    version: numberOf(resource, 'version'),
    retentionDays: retentionOf(resource),
    analytics: analyticsOf(resource),
    destination: destinationOf(resource, all),
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

function kindOf(target: Value<Referenced>, at: string): Value<string> {
  if (!target.known) return unknownAt(target);
  const { resource, address } = target.value;
  const kind = KINDS[resource?.type ?? ''] ?? targetKindOf(address);
  if (kind !== undefined) return known(kind, at);
  const isGroup = /\/networksecuritygroups\//i.test(address);
  return isGroup ? known(SECURITY_GROUP, at) : unknown(`the resource type of ${address} is unknown`, at);
}

function identityOf(resource: DeclaredResource): Value<string> {
  const parts = ['resource_group_name', 'network_watcher_name', 'name'].map((argument) =>
    textOf(resource, argument),
  );
  const unknownPart = parts.find((part) => !part.known);
  if (unknownPart && !unknownPart.known) return unknown(unknownPart.reason, 'name');
  return known(parts.map((part) => (part.known ? part.value : '')).join('/'), 'name');
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
  return known(String(isEnabled.value) === 'true' ? Number(count.value ?? 0) : 0, at);
}

function analyticsOf(resource: DeclaredResource): Value<AnalyticsFact | undefined> {
  const at = 'traffic_analytics';
  const blocks = blocksOf(resource.value(at));
  if (!blocks.known) return unknownAt(blocks, at);
  const [block] = blocks.value;
  if (!block) return known(undefined, at);
  const part = (name: string) => ({ ...blockValue(block[name]), at });
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
  const reference = referencedResource(resource, at, all);
  if (!reference.known) return unknownAt(reference);
  const { resource: account, address } = reference.value;
  if (!account)
    return known(
      externalDestination(DestinationKind.STORAGE_ACCOUNT, address, factOf(resource, Cloud.AZURE)),
      at,
    );
  const name = textOf(account, 'name');
  const { retention, hotRetention, moves } = lifecycleOf(account, all);
  return known(
    {
      ...factOf(account, Cloud.AZURE),
      ...replaceable(account, all),
      removal: removalOf(account),
      kind: DestinationKind.STORAGE_ACCOUNT,
      name: name.known && name.value === undefined ? unknown('it is not set') : (name as Value<string>),
      account: accountOf(account, 'subscription'),
      retention,
      hotRetention,
      storage: {
        retention,
        moves,
        storageClass: textOf(account, 'access_tier'),
        redundancy: textOf(account, 'account_replication_type'),
      },
      customerManagedKey: customerKeyOf(account, all),
      refusal: known(undefined),
    },
    at,
  );
}

function customerKeyOf(account: DeclaredResource, all: DeclaredResources): Value<boolean> {
  const block = blocksOf(account.value('customer_managed_key'));
  if (!block.known) return unknownAt(block);
  const keyResources = all.referencing(
    'azurerm_storage_account_customer_managed_key',
    'storage_account_id',
    account,
    unknown(''),
  );
  return known(block.value.length > 0 || keyResources.length > 0);
}

/** What the lifecycle rules of a storage account do with flow logs. */
type Lifecycle = Pick<Destination, 'retention' | 'hotRetention'> & Pick<StorageFact, 'moves'>;

/** Returns the retention of flow logs in a storage account. The lifecycle rule that acts first counts. */
function lifecycleOf(account: DeclaredResource, all: DeclaredResources): Lifecycle {
  let retention: Value<Retention> = known(FOREVER);
  let hot: Value<Retention> = known(FOREVER);
  let moves: Value<boolean> = known(false);
  for (const policy of all.referencing(
    'azurerm_storage_management_policy',
    'storage_account_id',
    account,
    unknown(''),
  )) {
    const rules = blocksOf(policy.value('rule'));
    if (!rules.known) return unknownLifecycle(rules);
    for (const rule of rules.value) {
      const enabled = blockValue(rule.enabled);
      if (!enabled.known) return unknownLifecycle(enabled);
      if (enabled.value === false || !appliesToFlowLogs(rule.filters)) continue;
      const [actions = {}] = [rule.actions ?? {}].flat() as Record<string, unknown>[];
      const [blob = {}] = [actions.base_blob ?? {}].flat() as Record<string, unknown>[];
      retention = shortest(retention, blob, 'delete_after_days_since');
      hot = shortest(hot, blob, 'tier_to_archive_after_days_since');
      const tiering = shortest(known(FOREVER), blob, 'tier_to_');
      if (!tiering.known) moves = moves.known && moves.value ? moves : unknownAt(tiering);
      else if (tiering.value !== FOREVER) moves = known(true);
    }
  }
  return { retention, hotRetention: shorter(hot, retention), moves };
}

function unknownLifecycle(value: Unknown<unknown>): Lifecycle {
  return { retention: unknownAt(value), hotRetention: unknownAt(value), moves: unknownAt(value) };
}

function appliesToFlowLogs(filters: unknown): boolean {
  const [filter = {}] = [filters ?? {}].flat() as Record<string, unknown>[];
  const prefixes = [filter.prefix_match ?? []].flat().map(String);
  return (
    prefixes.length === 0 ||
    prefixes.some((prefix) =>
      FLOW_LOG_CONTAINERS.some((each) => each.startsWith(prefix.split('/')[0] as string)),
    )
  );
}

function shortest(
  current: Value<Retention>,
  actions: Record<string, unknown>,
  namePrefix: string,
): Value<Retention> {
  return Object.entries(actions)
    .filter(([name]) => name.startsWith(namePrefix))
    .map(([, days]) => mapValue(blockValue(days), retentionIn))
    .reduce(shorter, current);
}

/** Converts days to a retention. The provider uses negative days for a disabled action. */
function retentionIn(days: unknown): Retention {
  return days === undefined || Number(days) < 0 ? FOREVER : Number(days);
}
