import { Cloud, FOREVER } from '../facts';
import { Tolerance } from '../file/words';
import { Severity } from '../severity';
import { bucketExample } from './examples';
import { keptFor, placeOf, relatedPlace, retentionStandard } from './kept';
import { fail, pass, type Rule, undecided, type Verdict } from './rule';

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
      if (allowInfinite === Tolerance.ALLOW) return [];
      const { soonest, open } = keptFor(flowLog);
      if (soonest !== FOREVER) return [pass(flowLog)];
      if (open) return [undecided(flowLog, open.reason, open.at)];
      return [
        fail(flowLog, `records are kept for ever${placeOf(flowLog)}`, {
          related: relatedPlace(flowLog),
          severity: allowInfinite === Tolerance.DENY ? Severity.ERROR : Severity.WARNING,
        }),
      ];
    }),
};
