import { Cloud, FOREVER } from '../facts';
import { Allowance } from '../file/words';
import {
  effectiveRetention,
  inDestination,
  relatedDestination,
  retentionStandard,
} from '../rule-support/effective-retention';
import { bucketExample } from '../rule-support/examples';
import { fail, pass, type Rule, undecided, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const RETENTION_INFINITE: Rule = {
  id: 'FLS402',
  name: 'retention-infinite',
  title: 'records are deleted some day',
  severity: Severity.NOTE,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Records that nobody deletes cost more each month, and addresses of people are kept for ever.',
  fix: 'say after how many days records expire',
  bad: bucketExample({}),
  good: bucketExample({
    LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 400 }] },
  }),

  check: (model, standard) =>
    model.flowLogs.flatMap((flowLog): Verdict[] => {
      const { allowInfinite } = retentionStandard(flowLog, standard);
      if (allowInfinite === Allowance.ALLOW) return [];
      const { soonest, open } = effectiveRetention(flowLog);
      if (soonest !== FOREVER) return [pass(flowLog)];
      if (open) return [undecided(flowLog, open.reason, open.at)];
      return [
        fail(flowLog, `records are kept for ever${inDestination(flowLog)}`, {
          related: relatedDestination(flowLog),
          severity: allowInfinite === Allowance.DENY ? Severity.ERROR : Severity.WARNING,
        }),
      ];
    }),
};
