import { Cloud } from '../facts';
import type { RuleMetadata } from '../rule-support/rule';
import { Severity } from '../severity';

/** Reported for attestations of destinations that have ended, that match nothing, or that match declared destinations. */
export const ATTESTATION_INVALID: RuleMetadata = {
  id: 'FLS007',
  name: 'attestation-invalid',
  title: 'every attestation is valid, and describes a destination that the artifacts do not declare',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'An attestation replaces a check. If it is outdated, a violation at the destination stays hidden.',
  fix: 'verify the destination and extend the attestation, or remove it',
  bad: "attested: [{ destination: 'arn:aws:s3:::logs', retentionDays: 400, by: platform, until: 2025-01-31 }]",
  good: "attested: [{ destination: 'arn:aws:s3:::logs', retentionDays: 400, by: platform, until: 2027-01-31 }]",
};
