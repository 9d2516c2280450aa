import { Cloud, FOREVER } from '../facts';
import { Tolerance } from '../file/words';
import { Severity } from '../severity';
import { whenKnown } from './each';
import { keptFor, retentionStandard } from './kept';
import { fail, pass, type Rule } from './rule';

export const RETENTION_INFINITE: Rule = {
  id: 'FLS402',
  name: 'retention-infinite',
  title: 'records are deleted some day',
  severity: Severity.NOTE,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Records that nobody deletes cost more each month, and addresses of people are kept for ever.',
  fix: 'say after how many days records expire',
  bad: 'LogGroup:\n  Type: AWS::Logs::LogGroup',
  good: 'LogGroup:\n  Type: AWS::Logs::LogGroup\n  Properties: { RetentionInDays: 400 }',

  check: (estate, standard) =>
    estate.flowLogs.flatMap((flowLog) => {
      if (retentionStandard(flowLog, standard).allowInfinite === Tolerance.ALLOW) return [];
      return whenKnown(flowLog, keptFor(flowLog), (kept, at) => {
        if (kept !== FOREVER) return pass(flowLog);
        const place = flowLog.sink.known ? ` in ${flowLog.sink.value.title}` : '';
        return fail(flowLog, `records are kept for ever${place}`, {
          at,
          related: flowLog.sink.known ? [{ label: 'where records are kept', fact: flowLog.sink.value }] : [],
        });
      });
    }),
};
