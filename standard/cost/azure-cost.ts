import type { CostedFlowLog, CostedNormalizer, CostedStorage } from '../../azure/cost/costed-flow-log';
import { DEFAULT_MEMORY_MEGABYTES } from '../../azure/cost/normalizer-usage';
import { AnalyticsInterval } from '../../azure/flow-log/analytics-interval';
import {
  type AzureFlowLog,
  type AzureNormalizerFact,
  FOREVER,
  known,
  mapValue,
  type Retention,
  type StorageFact,
  unknown,
  unknownAt,
  type Value,
} from '../facts';
import { shorter } from '../facts/lifecycle-retention';
import { storageOf, storedData } from './stored-data';

/** The access tier of an account that sets none. Source: azurerm provider, `azurerm_storage_account`. */
const DEFAULT_ACCESS_TIER = 'Hot';

/** Days of a workspace that sets none. Source: azurerm provider, `azurerm_log_analytics_workspace`. */
const DEFAULT_WORKSPACE_DAYS = 30;

/** Source: azurerm provider, `azurerm_log_analytics_workspace_table_custom_log`. */
const DEFAULT_PLAN = 'Analytics';

/** Returns what the cost of a flow log of Azure depends on. */
export function azureCost(flowLog: AzureFlowLog): CostedFlowLog {
  const { enabled, destination, retentionDays } = flowLog;
  const storage = storageOf(destination);
  const normalizer = destination.known ? destination.value.azureNormalizer : undefined;
  // a flow log with a retention of its own deletes its blobs; 0 means forever
  const own = mapValue(retentionDays, (days): Retention => (days === 0 ? FOREVER : days));
  const missing = unknown(
    destination.known ? `${destination.value.title} does not state it` : destination.reason,
  );
  return {
    enabled,
    ...costedStorage({ ...storage, retention: shortest(storage.retention, own) }, missing),
    analyticsInterval: analyticsIntervalOf(flowLog),
    analyticsRetention: analyticsRetentionOf(flowLog),
    ...(normalizer && { normalizer: costedNormalizer(normalizer) }),
  };
}

function costedStorage(storage: StorageFact, missing: Value<never>): CostedStorage {
  return {
    stored: storedData(storage),
    redundancy: definite(storage.redundancy ?? missing, missing),
    accessTier: mapValue(storage.storageClass ?? missing, (tier) => tier ?? DEFAULT_ACCESS_TIER),
  };
}

function costedNormalizer({
  address,
  memoryMegabytes,
  writesRows,
  tableStorage,
  workspace,
  alertRules,
}: AzureNormalizerFact): CostedNormalizer {
  return {
    address,
    memoryMegabytes: mapValue(memoryMegabytes, (size) => size ?? DEFAULT_MEMORY_MEGABYTES),
    writesRows,
    table: costedStorage(tableStorage, unknown('the storage account of the table does not state it')),
    deliversRows: workspace !== undefined,
    plan: mapValue(workspace?.plan ?? known(undefined), (plan) => plan ?? DEFAULT_PLAN),
    workspaceRetention: workspaceDays(workspace?.retentionDays ?? known(undefined)),
    alertRules,
  };
}

function workspaceDays(days: Value<number | undefined>): Value<number> {
  return mapValue(days, (each) => each ?? DEFAULT_WORKSPACE_DAYS);
}

/** A known retention of the flow log is a limit, also if the rules of the account are unknown. */
function shortest(ofAccount: Value<Retention>, own: Value<Retention>): Value<Retention> {
  if (!ofAccount.known && own.known && own.value !== FOREVER) return own;
  return shorter(ofAccount, own);
}

function definite<T>(value: Value<T | undefined>, missing: Value<T>): Value<T> {
  if (!value.known) return unknownAt(value);
  return value.value === undefined ? missing : known(value.value, value.at);
}

function analyticsIntervalOf({ analytics }: AzureFlowLog): Value<number | undefined> {
  if (!analytics.known || analytics.value === undefined) return mapValue(analytics, () => undefined);
  const { enabled, interval } = analytics.value;
  if (!enabled.known || !enabled.value) return mapValue(enabled, () => undefined);
  return mapValue(interval, (minutes) => minutes ?? AnalyticsInterval.ONE_HOUR);
}

/** Days for which the workspace of Traffic Analytics retains rows. */
function analyticsRetentionOf({ analytics }: AzureFlowLog): Value<number> {
  const missing = unknown('the artifact does not state that of their workspace');
  if (!analytics.known || analytics.value === undefined) return missing;
  const { workspaceRetention } = analytics.value;
  return workspaceRetention ? workspaceDays(workspaceRetention) : missing;
}
