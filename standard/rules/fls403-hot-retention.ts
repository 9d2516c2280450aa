import { Cloud } from '../facts';
import { Severity } from '../severity';
import { whenKnown } from './each';
import { hotFor, isAtLeastDays, retentionStandard } from './kept';
import { fail, pass, type Rule } from './rule';

export const HOT_RETENTION: Rule = {
  id: 'FLS403',
  name: 'hot-retention',
  title: 'records can be read at once as long as the standard asks for',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'What lies in an archive must be restored first, which takes hours; Athena passes it over without a word.',
  fix: 'move records to an archive later, or to a class that can be read at once (GLACIER_IR)',
  bad: 'Transitions: [{ StorageClass: DEEP_ARCHIVE, TransitionInDays: 10 }]',
  good: 'Transitions: [{ StorageClass: DEEP_ARCHIVE, TransitionInDays: 100 }]',

  check: (estate, standard) =>
    estate.flowLogs.flatMap((flowLog) => {
      const { hotDays } = retentionStandard(flowLog, standard);
      if (hotDays === undefined) return [];
      return whenKnown(flowLog, hotFor(flowLog), (hot, at) => {
        if (isAtLeastDays(hot, hotDays)) return pass(flowLog);
        return fail(
          flowLog,
          `records can be read at once for ${hot} days, and the standard asks for ${hotDays}`,
          {
            at,
            related: flowLog.sink.known
              ? [{ label: 'where records are kept', fact: flowLog.sink.value }]
              : [],
          },
        );
      });
    }),
};
