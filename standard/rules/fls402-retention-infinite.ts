import { Cloud, FOREVER } from '../facts';
import { Allowance } from '../file/allowance';
import {
  effectiveRetention,
  inDestination,
  relatedDestination,
  retentionStandard,
} from '../rule-support/effective-retention';
import { bucketExample } from '../rule-support/examples';
import { fail, pass, type Rule, undecidedBy, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const RETENTION_INFINITE: Rule = {
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

  check: (model, standard) =>
    model.flowLogs.flatMap((flowLog): Verdict[] => {
      const { allowInfinite } = retentionStandard(flowLog, standard);
      if (allowInfinite === Allowance.ALLOW) return [];
      const { shortest, open } = effectiveRetention(flowLog);
      if (shortest !== FOREVER) return [pass(flowLog)];
      if (open) return [undecidedBy(flowLog, open)];
      return [
        fail(flowLog, `records are retained forever${inDestination(flowLog)}`, {
          related: relatedDestination(flowLog),
          severity: allowInfinite === Allowance.DENY ? Severity.ERROR : Severity.WARNING,
        }),
      ];
    }),
};
