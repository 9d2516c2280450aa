import { Cloud } from '../facts';
import type { RuleMetadata } from '../rule-support/rule';
import { Severity } from '../severity';

/** Reported for exceptions and acknowledgements that match no finding, and as an error for exceptions that match in several units. */
export const SUPPRESSION_UNUSED: RuleMetadata = {
  id: 'FLS005',
  name: 'suppression-unused',
  title: 'every exception suppresses a finding',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'An exception that matches no finding is obsolete or misspelt, and can later suppress a finding that was never reviewed. An exception that matches resources of several deployment units is an error: it was written for one of them, so it suppresses nothing.',
  fix: 'remove the exception, or correct its rule or path',
  bad: "exceptions: [{ rule: FLS401, at: 'Gone/*', reason: migration }]",
  good: 'exceptions: []',
};
