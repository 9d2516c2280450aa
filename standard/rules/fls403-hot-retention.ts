import { Cloud } from '../facts';
import { Severity } from '../severity';
import { bucketExample } from './examples';
import { hotFor, isAtLeastDays, placeOf, relatedPlace, retentionStandard } from './kept';
import { fail, pass, type Rule, undecided, type Verdict } from './rule';

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
      const { soonest, at, open } = hotFor(flowLog, standard.azure.retention.zeroMeansForever);
      if (isAtLeastDays(soonest, hotDays)) {
        return [open ? undecided(flowLog, open.reason, open.at) : pass(flowLog)];
      }
      return [
        fail(
          flowLog,
          `records can be read at once for ${soonest} days${placeOf(flowLog)}, and the standard asks for ${hotDays}`,
          { fix: `keep them readable for ${hotDays} days or more`, at, related: relatedPlace(flowLog) },
        ),
      ];
    }),
};
