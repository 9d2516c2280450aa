import { Cloud } from '../facts';
import type { RuleMetadata } from '../rule-support/rule';
import { Severity } from '../severity';

const BOTH = [Cloud.AWS, Cloud.AZURE];

/** Found while the standard is read. */
export const STANDARD_INVALID: RuleMetadata = {
  id: 'FLS001',
  name: 'standard-invalid',
  title: 'the standard can be read',
  severity: Severity.FATAL,
  clouds: BOTH,
  why: 'A standard with a mistake in it would be held in part, and nobody would know in which.',
  fix: 'mend the file where the message says; `flow-logs standard init` writes one to begin with',
  bad: 'aws: { trafic: ALL }',
  good: 'aws: { traffic: ALL }',
};

/** What only a deployment can tell. */
export const UNDECIDED: RuleMetadata = {
  id: 'FLS002',
  name: 'undecided',
  title: 'what the standard asks for can be told before it is deployed',
  severity: Severity.NOTE,
  clouds: BOTH,
  why: 'A parameter or an import can be anything. It is no violation, but nobody has seen that it is none.',
  fix: 'give the value where it can be read, or except it with a reason; `undecided` in the standard says how it weighs',
  bad: 'LogFormat: !Ref FormatParameter',
  good: "LogFormat: '${srcaddr} ${dstaddr}'",
};

export const SUPPRESSION_NO_REASON: RuleMetadata = {
  id: 'FLS003',
  name: 'suppression-no-reason',
  title: 'exceptions say why',
  severity: Severity.ERROR,
  clouds: BOTH,
  why: 'Who reads it in a year can not know whether it still holds.',
  fix: 'add a reason',
  bad: "exceptions: [{ rule: FLS401, at: 'Dev/*' }]",
  good: "exceptions: [{ rule: FLS401, at: 'Dev/*', reason: test traffic only, until: 2027-06-30 }]",
};

export const SUPPRESSION_EXPIRED: RuleMetadata = {
  id: 'FLS004',
  name: 'suppression-expired',
  title: 'exceptions end, and not too late',
  severity: Severity.ERROR,
  clouds: BOTH,
  why: 'An exception was made for a time. What it has let pass counts again when that is over.',
  fix: 'mend what it let pass, or extend it with a new reason',
  bad: "exceptions: [{ rule: FLS401, at: 'Dev/*', reason: migration, until: 2025-01-31 }]",
  good: "exceptions: [{ rule: FLS401, at: 'Dev/*', reason: migration, until: 2027-01-31 }]",
};

export const SUPPRESSION_UNUSED: RuleMetadata = {
  id: 'FLS005',
  name: 'suppression-unused',
  title: 'exceptions let something pass',
  severity: Severity.WARNING,
  clouds: BOTH,
  why: 'An exception that lets nothing pass is left over, or misspelt, and will let pass what nobody meant.',
  fix: 'remove it, or correct its rule or place',
  bad: "exceptions: [{ rule: FLS401, at: 'Gone/*', reason: migration }]",
  good: 'exceptions: []',
};
