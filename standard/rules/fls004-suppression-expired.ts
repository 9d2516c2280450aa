import { Cloud } from '../facts';
import type { RuleMetadata } from '../rule-support/rule';
import { Severity } from '../severity';

/** Reported for exceptions and acknowledgements whose end is missing, past or too far away. */
export const SUPPRESSION_EXPIRED: RuleMetadata = {
  id: 'FLS004',
  name: 'suppression-expired',
  title: 'every exception has an end date within the allowed period',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'An exception is temporary. After its end date, the findings that it suppressed count again.',
  fix: 'fix the suppressed findings, or extend the exception with a new reason',
  bad: "exceptions: [{ rule: FLS401, at: 'Dev/*', reason: migration, until: 2025-01-31 }]",
  good: "exceptions: [{ rule: FLS401, at: 'Dev/*', reason: migration, until: 2027-01-31 }]",
};
