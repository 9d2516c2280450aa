import { Cloud } from '../facts';
import {
  daysText,
  effectiveHotRetention,
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

export const HOT_RETENTION: RequirementRule = {
  id: 'FLS403',
  name: 'hot-retention',
  title: 'records are immediately readable for at least the period that the standard requires',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Archived objects must be restored first, which takes hours. Athena skips them silently.',
  fix: 'move records to an archive class later, or to a class with immediate access (GLACIER_IR)',
  bad: bucketExample({
    LifecycleConfiguration: {
      Rules: [{ Status: 'Enabled', Transitions: [{ StorageClass: 'DEEP_ARCHIVE', TransitionInDays: 10 }] }],
    },
  }),
  good: bucketExample({
    LifecycleConfiguration: {
      Rules: [{ Status: 'Enabled', Transitions: [{ StorageClass: 'DEEP_ARCHIVE', TransitionInDays: 100 }] }],
    },
  }),

  evaluate(flowLog, requirements) {
    const hotDays = greatest(requirements.map((each) => each[flowLog.cloud].hotDays));
    if (hotDays === undefined) return undefined;
    const effective = effectiveHotRetention(flowLog, zeroMeansForever(requirements));
    const { shortest, open } = effective;
    if (isAtLeastDays(shortest, hotDays)) return open ? undecidedBy(flowLog, open) : pass(flowLog);
    const actual = `records are immediately readable ${daysText(effective)}${inDestination(flowLog)}`;
    return fail(flowLog, `${actual}; ${standardRequires(requirements)} ${hotDays} days`, {
      fix: `keep records immediately readable for at least ${hotDays} days`,
      ...placeOf(flowLog, effective),
      related: relatedDestination(flowLog),
    });
  },
};
