import { objectOf } from '../template/read-template';
import type { TemplateResource } from '../template/template-stack';

/** How long something is kept. */
export interface Retention {
  /** Whole days; nothing where it never expires, or where that is not known. */
  readonly days?: number;
  /** Whether the app says it: a bucket of somebody else keeps its rules to itself. */
  readonly known: boolean;
  /** Whether rules move it to cheaper storage on the way. */
  readonly moves: boolean;
}

const UNKNOWN: Retention = { known: false, moves: false };

/** How long a bucket keeps objects whose keys begin with a prefix, by its lifecycle rules. */
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

/** How long a log group keeps its events. */
export function groupRetention(group: TemplateResource | undefined): Retention {
  if (!group) return UNKNOWN;
  const days = wholeDays(group.properties.RetentionInDays);
  return { ...(days !== undefined && { days }), known: true, moves: false };
}

/** A rule for objects of certain tags or sizes does not say what becomes of all of them. */
function appliesTo(rule: Readonly<Record<string, unknown>>, prefix: string): boolean {
  if (rule.TagFilters !== undefined || rule.ObjectSizeGreaterThan !== undefined) return false;
  return rule.ObjectSizeLessThan === undefined && prefix.startsWith(String(rule.Prefix ?? ''));
}

function wholeDays(value: unknown): number | undefined {
  const days = Number(value);
  return value !== undefined && Number.isInteger(days) && days > 0 ? days : undefined;
}
