import type { CostedFlowLog } from '../../azure/cost/costed-flow-log';
import { AnalyticsInterval } from '../../azure/flow-log/analytics-interval';
import {
  type AzureFlowLog,
  FOREVER,
  known,
  mapValue,
  type Retention,
  unknown,
  unknownAt,
  type Value,
} from '../facts';
import { shorter } from '../facts/lifecycle-retention';
import { storageOf, storedData } from './stored-data';

/** The access tier of an account that sets none. Source: azurerm provider, `azurerm_storage_account`. */
const DEFAULT_ACCESS_TIER = 'Hot';

/** Returns what the cost of a flow log of Azure depends on. */
export function azureCost(flowLog: AzureFlowLog): CostedFlowLog {
  const { enabled, destination, retentionDays } = flowLog;
  const storage = storageOf(destination);
  // a flow log with a retention of its own deletes its blobs; 0 means forever
  const own = mapValue(retentionDays, (days): Retention => (days === 0 ? FOREVER : days));
  const missing = unknown(
    destination.known ? `${destination.value.title} does not state it` : destination.reason,
  );
  return {
    enabled,
    stored: storedData({ ...storage, retention: shortest(storage.retention, own) }),
    redundancy: definite(storage.redundancy ?? missing, missing),
    accessTier: mapValue(storage.storageClass ?? missing, (tier) => tier ?? DEFAULT_ACCESS_TIER),
    analyticsInterval: analyticsIntervalOf(flowLog),
  };
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
