import { createHash } from 'node:crypto';
import type { Fact } from './facts';
import type { Control } from './profile';
import type { Related } from './rule-support/rule';
import type { Severity } from './severity';

/** Why a finding does not count. */
export interface Suppression {
  /** `exception` of the standard file, or `acknowledgement` beside the resource. */
  readonly kind: 'exception' | 'acknowledgement';
  readonly reason?: string;
  /** `YYYY-MM-DD`. */
  readonly until?: string;
}

/** Something that is not as the standard wants it, or that can not be told. */
export interface Finding {
  /** `FLS201`; `FLS002` for what is undecided. */
  readonly rule: string;
  /** The rule that can not be decided, for `FLS002`. */
  readonly about?: string;
  readonly severity: Severity;
  /** What it is about; nothing for findings about the standard itself. */
  readonly subject?: Fact;
  readonly message: string;
  readonly fix: string;
  readonly at?: string;
  readonly related: readonly Related[];
  /** Controls of the standard's profiles that the rule holds. */
  readonly controls: readonly (Control & { readonly profile: string })[];
  readonly suppression?: Suppression;
  /** The same for the same finding in every artifact of an engine, whatever else changes. */
  readonly fingerprint: string;
}

/** A short text that tells findings apart: of the rule, what it is about, and the property. */
export function fingerprintOf(rule: string, address: string, at = ''): string {
  return createHash('sha256').update([rule, address, at].join('\n')).digest('hex').slice(0, 16);
}
