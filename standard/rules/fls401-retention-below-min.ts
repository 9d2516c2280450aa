import { Cloud } from '../facts';
import {
  daysText,
  effectiveRetention,
  inDestination,
  isAtLeastDays,
  placeOf,
  relatedDestination,
  zeroMeansForever,
} from '../rule-support/effective-retention';
import { bucketExample } from '../rule-support/examples';
import { greatest } from '../rule-support/greatest';
import { standardRequires } from '../rule-support/required-by';
import { fail, pass, type RequirementRule, undecidedBy } from '../rule-support/rule';
import { Severity } from '../severity';

export const RETENTION_BELOW_MIN: RequirementRule = {
  id: 'FLS401',
  name: 'retention-below-min',
  title: 'records are retained for at least the period that the standard requires',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Intrusions are often found after months. Deleted records cannot be queried.',
  fix: 'increase the retention of the bucket, log group or storage account',
  bad: bucketExample({
    LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 30 }] },
  }),
  good: bucketExample({
    LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 400 }] },
  }),

  evaluate(flowLog, requirements) {
    const minDays = greatest(requirements.map((each) => each[flowLog.cloud].minDays));
    if (minDays === undefined) return undefined;
    const effective = effectiveRetention(flowLog, zeroMeansForever(requirements));
    const { shortest, open } = effective;
    if (isAtLeastDays(shortest, minDays)) return open ? undecidedBy(flowLog, open) : pass(flowLog);
    const actual =
      shortest === 0
        ? 'the retention is 0 days, which the standard does not treat as forever'
        : `records are retained ${daysText(effective)}${inDestination(flowLog)}`;
    return fail(flowLog, `${actual}; ${standardRequires(requirements)} ${minDays} days`, {
      fix: `set the retention to at least ${minDays} days`,
      ...placeOf(flowLog, effective),
      related: relatedDestination(flowLog),
    });
  },
};
