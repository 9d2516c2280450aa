import { STORAGE_CLASSES, type StorageClass } from '../../aws/retention';
import { FOREVER, type Retention } from './destination';
import { known, unknown, type Value } from './value';

/** A lifecycle rule of a bucket, as engines have it. */
export interface LifecycleRuleFact {
  readonly enabled: Value<boolean>;
  /** Beginning of the keys it holds for; empty for all. */
  readonly prefix: Value<string>;
  /** Whether it holds for objects with a tag only: flow logs have none. */
  readonly needsTag: boolean;
  /** Days until objects expire; `undefined` where they do not. */
  readonly expirationDays: Value<number | undefined>;
  readonly transitions: readonly { readonly storageClass: Value<string>; readonly days: Value<number> }[];
}

/** How long objects stay, and how long they can be read at once. */
export interface LifecycleRetention {
  readonly retention: Value<Retention>;
  readonly hotRetention: Value<Retention>;
}

/** How long flow logs stay in a bucket, whose keys begin in a folder of theirs. Of several rules the soonest counts. */
export function lifecycleRetention(rules: readonly LifecycleRuleFact[], folder: string): LifecycleRetention {
  let retention: Value<Retention> = known(FOREVER);
  let hot: Value<Retention> = known(FOREVER);
  for (const rule of rules) {
    if (rule.needsTag || (rule.enabled.known && !rule.enabled.value)) continue;
    if (!rule.prefix.known) {
      [retention, hot] = [unknown(rule.prefix.reason), unknown(rule.prefix.reason)];
      continue;
    }
    if (!touchesFlowLogs(rule.prefix.value, folder)) continue;
    const { expirationDays: days, enabled } = rule;
    const maybe = <T>(value: Value<T>) => (enabled.known ? value : unknown(enabled.reason));
    if (!days.known || days.value !== undefined) retention = sooner(retention, maybe(days as Value<number>));
    for (const { storageClass, days: after } of rule.transitions) {
      if (!storageClass.known) hot = unknown(storageClass.reason);
      else if (isArchive(storageClass.value)) hot = sooner(hot, maybe(after));
    }
  }
  return { retention, hotRetention: sooner(hot, retention) };
}

/** Flow logs lie below `AWSLogs`, by account and service. Source: Amazon VPC User Guide, "Flow log files". */
function touchesFlowLogs(prefix: string, folder: string): boolean {
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

/** The sooner of two ends; not known where one of them is not. */
export function sooner(one: Value<Retention>, other: Value<Retention>): Value<Retention> {
  if (!one.known || !other.known) return one.known ? other : one;
  if (one.value === FOREVER) return other;
  if (other.value === FOREVER) return one;
  return one.value <= other.value ? one : other;
}
