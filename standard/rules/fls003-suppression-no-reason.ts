import { Cloud } from '../facts';
import type { RuleMetadata } from '../rule-support/rule';
import { Severity } from '../severity';

/** Reported for exceptions and acknowledgements without a reason. */
export const SUPPRESSION_NO_REASON: RuleMetadata = {
  id: 'FLS003',
  name: 'suppression-no-reason',
  title: 'every exception has a reason',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Without a reason, a reviewer cannot decide whether the exception is still needed.',
  fix: 'add a reason',
  bad: "exceptions: [{ rule: FLS401, at: 'Dev/*' }]",
  good: "exceptions: [{ rule: FLS401, at: 'Dev/*', reason: test traffic only, until: 2027-06-30 }]",
};
