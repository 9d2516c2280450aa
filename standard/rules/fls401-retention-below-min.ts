import { Cloud } from '../facts';
import { Severity } from '../severity';
import { whenKnown } from './each';
import { isAtLeastDays, keptFor, retentionStandard } from './kept';
import { fail, pass, type Rule } from './rule';

export const RETENTION_BELOW_MIN: Rule = {
  id: 'FLS401',
  name: 'retention-below-min',
  title: 'records are kept as long as the standard asks for',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Intrusions are found after months: what has been deleted by then can not be asked.',
  fix: 'let the bucket, log group or storage account keep them longer',
  bad: 'LifecycleConfiguration: { Rules: [{ Status: Enabled, ExpirationInDays: 30 }] }',
  good: 'LifecycleConfiguration: { Rules: [{ Status: Enabled, ExpirationInDays: 400 }] }',

  check: (estate, standard) =>
    estate.flowLogs.flatMap((flowLog) => {
      const { minDays } = retentionStandard(flowLog, standard);
      if (minDays === undefined) return [];
      return whenKnown(flowLog, keptFor(flowLog, standard.azure.retention.zeroMeansForever), (kept, at) => {
        if (isAtLeastDays(kept, minDays)) return pass(flowLog);
        const place = flowLog.sink.known ? ` in ${flowLog.sink.value.title}` : '';
        return fail(
          flowLog,
          `records are kept for ${kept} days${place}, and the standard asks for ${minDays}`,
          {
            fix: `keep them for ${minDays} days or more`,
            at,
            related: flowLog.sink.known
              ? [{ label: 'where records are kept', fact: flowLog.sink.value }]
              : [],
          },
        );
      });
    }),
};
