import { Cloud } from '../facts';
import {
  effectiveRetention,
  inDestination,
  isAtLeastDays,
  relatedDestination,
  retentionStandard,
} from '../rule-support/effective-retention';
import { bucketExample } from '../rule-support/examples';
import { fail, pass, type Rule, undecided, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const RETENTION_BELOW_MIN: Rule = {
  id: 'FLS401',
  name: 'retention-below-min',
  title: 'records are kept as long as the standard asks for',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Intrusions are found after months: what has been deleted by then can not be asked.',
  fix: 'let the bucket, log group or storage account keep them longer',
  bad: bucketExample({
    LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 30 }] },
  }),
  good: bucketExample({
    LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 400 }] },
  }),

  check: (model, standard) =>
    model.flowLogs.flatMap((flowLog): Verdict[] => {
      const { minDays } = retentionStandard(flowLog, standard);
      if (minDays === undefined) return [];
      const { soonest, at, open } = effectiveRetention(flowLog, standard.azure.retention.zeroMeansForever);
      if (isAtLeastDays(soonest, minDays)) {
        return [open ? undecided(flowLog, open.reason, open.at) : pass(flowLog)];
      }
      const seen =
        soonest === 0
          ? 'the retention is 0 days, which the standard does not take for ever,'
          : `records are kept for ${soonest} days${inDestination(flowLog)}`;
      return [
        fail(flowLog, `${seen} and the standard asks for ${minDays}`, {
          fix: `keep them for ${minDays} days or more`,
          at,
          related: relatedDestination(flowLog),
        }),
      ];
    }),
};
