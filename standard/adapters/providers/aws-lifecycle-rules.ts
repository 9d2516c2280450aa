import { known, mapValue, unknown, type Value } from '../../facts';
import type { LifecycleRuleFact } from '../../facts/lifecycle-retention';
import { blocksOf, blockValue } from './declared-resource';

/** Returns the lifecycle rules in the blocks of a bucket, or of its lifecycle configuration. */
export function ruleFacts(value: Value<unknown>): LifecycleRuleFact[] {
  const blocks = blocksOf(value);
  if (!blocks.known) return [unknownRule(blocks.reason)];
  return blocks.value.map((rule) => {
    const filter = firstBlock(rule.filter);
    const conjunction = firstBlock(filter.and);
    const expiration = firstBlock(rule.expiration);
    const tags = [rule.tags, filter.tag, conjunction.tags].flatMap((each) => [each ?? []].flat());
    return {
      enabled: mapValue(
        blockValue(rule.status ?? rule.enabled),
        (status) => status !== 'Disabled' && status !== false,
      ),
      prefix: prefixOf([rule.prefix, filter.prefix, conjunction.prefix]),
      needsTag: known(
        tags.some((tag) => typeof tag === 'object' && tag !== null && Object.keys(tag).length > 0),
      ),
      needsSize: [filter, conjunction].some(
        ({ object_size_greater_than: least, object_size_less_than: most }) => isSize(least) || isSize(most),
      ),
      noncurrentDays: daysOf(
        firstBlock(rule.noncurrent_version_expiration).noncurrent_days ??
          firstBlock(rule.noncurrent_version_expiration).days,
      ),
      expirationDays: expiration.date
        ? unknown('objects expire on a date, not after a number of days')
        : daysOf(expiration.days),
      transitions: [rule.transition ?? []].flat().map((each) => {
        const { storage_class: storageClass, date, days } = firstBlock(each);
        return {
          storageClass: mapValue(blockValue(storageClass), String),
          days: date
            ? unknown('objects transition on a date, not after a number of days')
            : mapValue(blockValue(days), (count) => Number(count ?? 0)),
        };
      }),
    };
  });
}

function prefixOf(all: readonly unknown[]): Value<string> {
  return mapValue(blockValue(all.find((each) => typeof each === 'string' && each !== '')), (prefix) =>
    String(prefix ?? ''),
  );
}

/** The provider uses 0 or an empty text for a missing size. */
function isSize(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && Number(value) !== 0;
}

/** The provider uses 0 for a missing number of days. */
function daysOf(value: unknown): Value<number | undefined> {
  return mapValue(blockValue(value), (days) => (Number(days ?? 0) > 0 ? Number(days) : undefined));
}

function unknownRule(reason: string): LifecycleRuleFact {
  return {
    enabled: unknown(reason),
    prefix: unknown(reason),
    needsTag: known(false),
    expirationDays: unknown(reason),
    transitions: [],
  };
}

/** Returns the first of several blocks. */
function firstBlock(block: unknown): Readonly<Record<string, unknown>> {
  const [item] = [block].flat();
  return typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {};
}
