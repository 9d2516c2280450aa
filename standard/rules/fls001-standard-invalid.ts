import { Cloud } from '../facts';
import type { RuleMetadata } from '../rule-support/rule';
import { Severity } from '../severity';

/** Reported by the parser of the standard. */
export const STANDARD_INVALID: RuleMetadata = {
  id: 'FLS001',
  name: 'standard-invalid',
  title: 'the standard file is valid',
  since: '0.1.0',
  severity: Severity.FATAL,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'An invalid standard cannot be applied, and applying it in part would hide violations.',
  fix: 'correct the file at the reported line; `flow-logs standard init` writes a valid file to start from',
  bad: 'aws: { trafic: ALL }',
  good: 'aws: { traffic: ALL }',
};
