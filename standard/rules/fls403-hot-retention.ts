import { Cloud } from '../facts';
import {
  effectiveHotRetention,
  inDestination,
  isAtLeastDays,
  relatedDestination,
  retentionStandard,
} from '../rule-support/effective-retention';
import { bucketExample } from '../rule-support/examples';
import { fail, pass, type Rule, undecided, type Verdict } from '../rule-support/rule';
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
    model.flowLogs.flatMap((flowLog): Verdict[] => {
      const { hotDays } = retentionStandard(flowLog, standard);
      if (hotDays === undefined) return [];
      const { shortest, at, open } = effectiveHotRetention(
        flowLog,
        standard.azure.retention.zeroMeansForever,
      );
      if (isAtLeastDays(shortest, hotDays)) {
        return [open ? undecided(flowLog, open.reason, open.at) : pass(flowLog)];
      }
      return [
        fail(
          flowLog,
          `records are immediately readable for ${shortest} days${inDestination(flowLog)}; the standard requires ${hotDays} days`,
          {
            fix: `keep records immediately readable for at least ${hotDays} days`,
            at,
            related: relatedDestination(flowLog),
          },
        ),
      ];
    }),
};
