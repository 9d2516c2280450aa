import { Cloud } from '../facts';
import type { RuleMetadata } from '../rule-support/rule';
import { Severity } from '../severity';

/** Reported for parts of the standard file that require less than a profile that the file extends. */
export const PROFILE_WEAKENED: RuleMetadata = {
  id: 'FLS006',
  name: 'profile-weakened',
  title: 'the file requires at least what its profiles demand and recommend',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why:
    'A file that extends the profile of a framework looks compliant, even if it lowers the requirements of the framework. Less than a ' +
    'demand is a warning, less than a recommendation a note. A file can require less than our reading of a framework.',
  fix: 'remove the setting, or add an exception with a reason: { rule: FLS006, at: <the setting>, reason: ... }',
  bad: 'extends: [pci-dss-4.0.1]\naws: { retention: { minDays: 30 } }',
  good: 'extends: [pci-dss-4.0.1]\naws: { retention: { minDays: 400 } }',
};
