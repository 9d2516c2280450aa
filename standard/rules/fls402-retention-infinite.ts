import { Cloud, FOREVER } from '../facts';
import { allowanceSeverity } from '../file/allowance';
import { effectiveRetention, inDestination, relatedDestination } from '../rule-support/effective-retention';
import { bucketExample } from '../rule-support/examples';
import { fail, pass, type RequirementRule, undecidedBy } from '../rule-support/rule';
import { Severity } from '../severity';

export const RETENTION_INFINITE: RequirementRule = {
  id: 'FLS402',
  name: 'retention-infinite',
  title: 'records expire',
  since: '0.1.0',
  severity: Severity.NOTE,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Records without an expiration cost more every month, and retain personal data such as IP addresses forever.',
  fix: 'set the number of days after which records expire',
  bad: bucketExample({}),
  good: bucketExample({
    LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 400 }] },
  }),

  evaluate(flowLog, requirements) {
    const severity = allowanceSeverity(requirements.map((each) => each[flowLog.cloud].allowInfinite));
    if (severity === Severity.OFF) return undefined;
    const { shortest, open } = effectiveRetention(flowLog);
    if (shortest !== FOREVER) return pass(flowLog);
    if (open) return undecidedBy(flowLog, open);
    return fail(flowLog, `records are retained forever${inDestination(flowLog)}`, {
      related: relatedDestination(flowLog),
      severity,
    });
  },
};
