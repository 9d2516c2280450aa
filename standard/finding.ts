import { createHash } from 'node:crypto';
import type { Fact, Unknown } from './facts';
import type { Place, ProfileControl, Related, RuleMetadata } from './rule-support/rule';
import type { Severity } from './severity';

/** Why a finding is suppressed. */
export interface Suppression {
  /** An `exception` of the standard file, or an `acknowledgement` in the artifact. */
  readonly kind: 'exception' | 'acknowledgement';
  readonly reason?: string;
  /** `YYYY-MM-DD`. */
  readonly until?: string;
}

/** A violation of the standard, or a result that cannot be decided before deployment. */
export interface Finding {
  /** `FLS201`; `FLS002` for an undecided result. */
  readonly rule: string;
  /** For `FLS002`, the rules whose results depend on one unknown value, each once. */
  readonly undecidedRules?: readonly string[];
  /** For `FLS002`, the undecided results that it combines. */
  readonly undecidedResults?: readonly UndecidedResult[];
  readonly severity: Severity;
  /** The resource; missing for findings about the standard itself. */
  readonly subject?: Fact;
  readonly message: string;
  readonly fix: string;
  readonly at?: string;
  readonly related: readonly Related[];
  /**
   * Where the cause is, if it is not in the subject.
   *
   * @default - the property `at` of the subject
   */
  readonly place?: Place;
  /** Controls of the standard's profiles whose requirement the subject does not meet. */
  readonly controls: readonly ProfileControl[];
  readonly suppression?: Suppression;
  /** Stable across runs and across the artifacts of one engine. */
  readonly fingerprint: string;
}

/** The undecided result of one rule for one resource. */
export interface UndecidedResult {
  readonly rule: RuleMetadata;
  readonly subject: Fact;
  /** Why it is undecided. */
  readonly message: string;
  readonly at?: string;
  readonly related: readonly Related[];
  readonly controls: Finding['controls'];
  /** The unknown value on which it depends, if the rule states it. */
  readonly unknown?: Unknown;
  readonly fingerprint: string;
}

/** Whether an earlier report has a finding: for undecided results of one cause, each of them. */
export function isInBaseline(finding: Finding, baseline: ReadonlySet<string>): boolean {
  return fingerprintsOf(finding).every((each) => baseline.has(each));
}

/** The fingerprints that a baseline compares: those of the results that a finding combines, or its own. */
export function fingerprintsOf({ undecidedResults, fingerprint }: Finding): string[] {
  return undecidedResults?.map((result) => result.fingerprint) ?? [fingerprint];
}

/** Returns a hash of the rule, the resource with its environment, and the property. */
export function fingerprintOf(
  rule: string,
  { unit, address }: Pick<Fact, 'unit' | 'address'>,
  at = '',
): string {
  const { account = '', region = '' } = unit;
  return hashOf(rule, account, region, address, at);
}

/** Returns a hash of a rule and a part of the standard: an exception, a setting. */
export function standardFingerprint(rule: string, part: string): string {
  return hashOf(rule, part);
}

function hashOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}
