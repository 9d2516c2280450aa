import { STORAGE_CLASSES, type StorageClass } from '../../aws/retention';
import { known, mapValue, oneOf, unknown, type Value } from '../../flows/value';
import type { KeyScope } from './key-scope';
import { FOREVER, type Retention } from './retention';

/** A lifecycle rule of a bucket, independent of the engine. */
export interface LifecycleRuleFact {
  readonly enabled: Value<boolean>;
  /** Key prefix to which it applies; empty for all keys. */
  readonly prefix: Value<string>;
  /** Whether it applies only to tagged objects. Flow log objects have no tags. */
  readonly needsTag: Value<boolean>;
  /**
   * Whether it applies only to objects above or below a size. The sizes of flow log objects are unknown.
   *
   * @default false
   */
  readonly needsSize?: boolean;
  /** Days until objects expire; `undefined` if they do not. */
  readonly expirationDays: Value<number | undefined>;
  /**
   * Days until noncurrent versions of objects expire; `undefined` if they do not.
   *
   * @default - noncurrent versions do not expire
   */
  readonly noncurrentDays?: Value<number | undefined>;
  readonly transitions: readonly { readonly storageClass: Value<string>; readonly days: Value<number> }[];
}

/** How long objects are retained, and how long they are readable without a restore. */
export interface LifecycleRetention {
  readonly retention: Value<Retention>;
  readonly hotRetention: Value<Retention>;
  /** Days until noncurrent versions are deleted. Only versioned buckets have noncurrent versions. */
  readonly noncurrentRetention: Value<Retention>;
  /** Whether objects move to another storage class before they expire. */
  readonly moves: Value<boolean>;
}

/**
 * Returns the retention of the objects of a key scope. The shortest applicable rule counts: if rules overlap, Amazon S3
 * expires an object on the earliest date. Source: Amazon S3 User Guide, "Examples of S3 Lifecycle configurations".
 */
export function lifecycleRetention(rules: readonly LifecycleRuleFact[], scope: KeyScope): LifecycleRetention {
  const applicable = rules.flatMap((rule) => applicationOf(rule, scope));
  const expirations = applicable.flatMap(({ rule, doubt }) => limitOf(rule.expirationDays, doubt));
  const archives = applicable.flatMap(({ rule, doubt }) =>
    rule.transitions.flatMap(({ storageClass, days }) => {
      if (!storageClass.known) return { days, doubt: storageClass.reason };
      return isArchive(storageClass.value) ? limitOf(days, doubt) : [];
    }),
  );
  return {
    retention: shortestOf(expirations),
    hotRetention: shortestOf([...archives, ...expirations]),
    noncurrentRetention: shortestOf(
      applicable.flatMap(({ rule, doubt }) => limitOf(rule.noncurrentDays ?? known(undefined), doubt)),
    ),
    moves: movesIn(applicable),
  };
}

/** A rule that applies to the objects of a scope, or may apply to them. */
interface Application {
  readonly rule: LifecycleRuleFact;
  /** Why it is unknown whether the rule applies; `undefined` if it applies. */
  readonly doubt: string | undefined;
}

/** A limit on the retention. */
interface Limit {
  readonly days: Value<number>;
  readonly doubt: string | undefined;
}

function applicationOf(rule: LifecycleRuleFact, { includes }: KeyScope): Application[] {
  const conditions = [
    rule.enabled,
    mapValue(rule.prefix, (prefix) => includes(prefix)),
    mapValue(rule.needsTag, (needsTag) => !needsTag),
  ];
  if (conditions.some((each) => each.known && !each.value)) return [];
  const doubt = [
    ...conditions.flatMap((each) => (each.known ? [] : [each.reason])),
    ...(rule.needsSize ? ['a lifecycle rule applies only to objects of some sizes'] : []),
  ][0];
  return [{ rule, doubt }];
}

function limitOf(days: Value<number | undefined>, doubt: string | undefined): Limit[] {
  return days.known && days.value === undefined ? [] : [{ days: days as Value<number>, doubt }];
}

/** Combinations of possible limits that are compared. */
const MOST_COMBINATIONS = 16;

/**
 * Returns the shortest of several limits. A doubtful limit that is not shorter than a certain one has no effect. The candidates
 * of an unknown result are the shortest limits of each combination, if there are few.
 */
function shortestOf(limits: readonly Limit[]): Value<Retention> {
  const certain = limits.flatMap(({ days, doubt }) => (days.known && doubt === undefined ? [days] : []));
  const shortest = certain.reduce<Value<Retention>>(shorter, known(FOREVER));
  const least = shortest.known && shortest.value !== FOREVER ? shortest.value : Number.POSITIVE_INFINITY;
  const open = limits.filter(({ days, doubt }) => !days.known || (doubt !== undefined && days.value < least));
  const [first] = open;
  if (first === undefined) return shortest;
  const { reason, at, cause } = first.days.known ? unknown(first.doubt as string) : first.days;
  let candidates = shortest.known ? [shortest.value] : [];
  for (const limit of open) {
    const options = optionsOf(limit);
    if (!options || candidates.length * options.length > MOST_COMBINATIONS) return unknown(reason, at, cause);
    candidates = candidates.flatMap((one) => options.map((other) => shorterOf(one, other)));
  }
  return oneOf([...new Set(candidates)], reason, at, cause);
}

/** The possible effects of a limit; `undefined` if it can have any number of days. */
function optionsOf({ days, doubt }: Limit): readonly Retention[] | undefined {
  const all = days.known ? [days.value] : days.candidates;
  const options = all?.map((each): Retention => each ?? FOREVER);
  return options && doubt !== undefined ? [...options, FOREVER] : options;
}

function movesIn(applicable: readonly Application[]): Value<boolean> {
  const moving = applicable.filter(({ rule }) => rule.transitions.length > 0);
  const [first] = moving;
  if (first === undefined || moving.some(({ doubt }) => doubt === undefined))
    return known(first !== undefined);
  return unknown(first.doubt as string);
}

function isArchive(storageClass: string): boolean {
  const facts = STORAGE_CLASSES[storageClass as StorageClass];
  return facts !== undefined && !facts.isReadable;
}

/** Returns the shorter of two retentions; unknown if one of them is. */
export function shorter(one: Value<Retention>, other: Value<Retention>): Value<Retention> {
  if (!one.known || !other.known) return one.known ? other : one;
  return shorterOf(one.value, other.value) === one.value ? one : other;
}

function shorterOf(one: Retention, other: Retention): Retention {
  if (one === FOREVER) return other;
  return other === FOREVER || one <= other ? one : other;
}
