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
  title: 'records can be read at once as long as the standard asks for',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'What lies in an archive must be restored first, which takes hours; Athena passes it over without a word.',
  fix: 'move records to an archive later, or to a class that can be read at once (GLACIER_IR)',
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
      const { soonest, at, open } = effectiveHotRetention(flowLog, standard.azure.retention.zeroMeansForever);
      if (isAtLeastDays(soonest, hotDays)) {
        return [open ? undecided(flowLog, open.reason, open.at) : pass(flowLog)];
      }
      return [
        fail(
          flowLog,
          `records can be read at once for ${soonest} days${inDestination(flowLog)}, and the standard asks for ${hotDays}`,
          { fix: `keep them readable for ${hotDays} days or more`, at, related: relatedDestination(flowLog) },
        ),
      ];
    }),
};
