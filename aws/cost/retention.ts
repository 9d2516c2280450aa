import { objectOf } from '../template/read-template';
import type { TemplateResource } from '../template/template-stack';

/** Retention of stored data. */
export interface Retention {
  /** Whole days; undefined if the data never expires, or if the retention is unknown. */
  readonly days?: number;
  /** Whether the app contains the retention. The rules of a bucket of another app are unknown. */
  readonly known: boolean;
  /** Whether rules move the data to other storage classes. */
  readonly moves: boolean;
}

const UNKNOWN: Retention = { known: false, moves: false };

/** Returns the retention of a bucket for keys with a prefix, by its lifecycle rules. */
export function bucketRetention(bucket: TemplateResource | undefined, prefix: string): Retention {
  if (!bucket) return UNKNOWN;
  const rules = [objectOf(bucket.properties.LifecycleConfiguration).Rules ?? []]
    .flat()
    .map(objectOf)
    .filter((rule) => rule.Status === 'Enabled' && appliesTo(rule, prefix));
  const days = rules.flatMap(({ ExpirationInDays }) => wholeDays(ExpirationInDays) ?? []);
  return {
    ...(days.length > 0 && { days: Math.min(...days) }),
    known: true,
    moves: rules.some(({ Transition, Transitions }) => Transition !== undefined || Transitions !== undefined),
  };
}

/** Returns the retention of a log group. */
export function groupRetention(group: TemplateResource | undefined): Retention {
  if (!group) return UNKNOWN;
  const days = wholeDays(group.properties.RetentionInDays);
  return { ...(days !== undefined && { days }), known: true, moves: false };
}

/** Whether a rule applies to all objects with a prefix. A rule for certain tags or sizes does not. */
function appliesTo(rule: Readonly<Record<string, unknown>>, prefix: string): boolean {
  if (rule.TagFilters !== undefined || rule.ObjectSizeGreaterThan !== undefined) return false;
  return rule.ObjectSizeLessThan === undefined && prefix.startsWith(String(rule.Prefix ?? ''));
}

function wholeDays(value: unknown): number | undefined {
  const days = Number(value);
  return value !== undefined && Number.isInteger(days) && days > 0 ? days : undefined;
}
