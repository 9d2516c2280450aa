import { Cloud } from '../facts';
import { checkRequirements } from '../rule-support/check-requirements';
import {
  daysText,
  effectiveHotRetention,
  inDestination,
  isAtLeastDays,
  relatedDestination,
} from '../rule-support/effective-retention';
import { bucketExample } from '../rule-support/examples';
import { mostDays } from '../rule-support/most-days';
import { fail, pass, type Rule, undecidedBy } from '../rule-support/rule';
import { Severity } from '../severity';

export const HOT_RETENTION: Rule = {
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

  check: (model, standard) =>
    checkRequirements(model, standard, model.flowLogs, (flowLog, requirements) => {
      const hotDays = mostDays(requirements.map((each) => each[flowLog.cloud].hotDays));
      if (hotDays === undefined) return undefined;
      const { zeroMeansForever } = standard.azure.retention;
      const effective = effectiveHotRetention(flowLog, zeroMeansForever);
      const { shortest, at, open } = effective;
      if (isAtLeastDays(shortest, hotDays)) return open ? undecidedBy(flowLog, open) : pass(flowLog);
      const actual = `records are immediately readable ${daysText(effective)}${inDestination(flowLog)}`;
      return fail(flowLog, `${actual}; the standard requires ${hotDays} days`, {
        fix: `keep records immediately readable for at least ${hotDays} days`,
        at,
        related: relatedDestination(flowLog),
      });
    }),
};
