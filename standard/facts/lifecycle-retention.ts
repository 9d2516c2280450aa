import { STORAGE_CLASSES, type StorageClass } from '../../aws/retention';
import { FOREVER, type Retention } from './destination';
import { known, unknown, type Value } from './value';

/** A lifecycle rule of a bucket, independent of the engine. */
export interface LifecycleRuleFact {
  readonly enabled: Value<boolean>;
  /** Key prefix to which it applies; empty for all keys. */
  readonly prefix: Value<string>;
  /** Whether it applies only to tagged objects. Flow log objects have no tags. */
  readonly needsTag: boolean;
  /** Days until objects expire; `undefined` if they do not. */
  readonly expirationDays: Value<number | undefined>;
  readonly transitions: readonly { readonly storageClass: Value<string>; readonly days: Value<number> }[];
}

/** How long objects are retained, and how long they are readable without a restore. */
export interface LifecycleRetention {
  readonly retention: Value<Retention>;
  readonly hotRetention: Value<Retention>;
}

/** Returns the retention of flow logs below a folder of a bucket. The shortest applicable rule counts. */
export function lifecycleRetention(rules: readonly LifecycleRuleFact[], folder: string): LifecycleRetention {
  let retention: Value<Retention> = known(FOREVER);
  let hot: Value<Retention> = known(FOREVER);
  for (const rule of rules) {
    if (rule.needsTag || (rule.enabled.known && !rule.enabled.value)) continue;
    if (!rule.prefix.known) {
      [retention, hot] = [unknown(rule.prefix.reason), unknown(rule.prefix.reason)];
      continue;
    }
    if (!appliesToFlowLogs(rule.prefix.value, folder)) continue;
    const { expirationDays: days, enabled } = rule;
    const maybe = <T>(value: Value<T>) => (enabled.known ? value : unknown(enabled.reason));
    if (!days.known || days.value !== undefined) retention = shorter(retention, maybe(days as Value<number>));
    for (const { storageClass, days: after } of rule.transitions) {
      if (!storageClass.known) hot = unknown(storageClass.reason);
      else if (isArchive(storageClass.value)) hot = shorter(hot, maybe(after));
    }
  }
  return { retention, hotRetention: shorter(hot, retention) };
}

/** Whether a rule applies to flow logs, which are delivered below `AWSLogs/account/service`. Source: Amazon VPC User Guide, "Flow log files". */
function appliesToFlowLogs(prefix: string, folder: string): boolean {
  const logs = `${folder === '' ? '' : `${folder.replace(/\/$/, '')}/`}AWSLogs/`;
  if (logs.startsWith(prefix)) return true;
  if (!prefix.startsWith(logs)) return false;
  const [, service = ''] = prefix.slice(logs.length).split('/');
  return service === '' || 'vpcflowlogs'.startsWith(service) || /^(vpcflowlogs|aws-service=)/.test(service);
}

function isArchive(storageClass: string): boolean {
  const facts = STORAGE_CLASSES[storageClass as StorageClass];
  return facts !== undefined && !facts.isReadable;
}

/** Returns the shorter of two retentions; unknown if one of them is. */
export function shorter(one: Value<Retention>, other: Value<Retention>): Value<Retention> {
  if (!one.known || !other.known) return one.known ? other : one;
  if (one.value === FOREVER) return other;
  if (other.value === FOREVER) return one;
  return one.value <= other.value ? one : other;
}
