import { Cloud, FOREVER, type Retention } from '../facts';
import { Severity } from '../severity';
import { keptFor } from './kept';
import { type ChangeRule, fail, pass, undecided, type Verdict } from './rule';

export const RETENTION_SHORTENED: ChangeRule = {
  id: 'FLS505',
  name: 'retention-shortened',
  title: 'records are kept as long as before',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'What is older than the new limit is deleted within a day of the deployment, and does not come back.',
  fix: 'keep the retention, or copy what is older away first',
  bad: 'ExpirationInDays: 400 becomes 30',
  good: 'ExpirationInDays: 30 becomes 400',

  checkChange({ base, head, changes }) {
    const before = new Map(base.flowLogs.map((flowLog) => [flowLog.address, flowLog]));
    for (const { flowLog, before: old } of changes) if (old) before.set(flowLog.address, old);
    return head.flowLogs.flatMap((flowLog): Verdict[] => {
      const old = before.get(flowLog.address);
      if (!old) return [];
      const [was, is] = [keptFor(old), keptFor(flowLog)];
      if (!is.known) return [undecided(flowLog, is.reason, is.at)];
      if (!was.known) return [undecided(flowLog, was.reason, was.at)];
      if (!isShorter(is.value, was.value)) return [pass(flowLog)];
      const then = was.value === FOREVER ? 'for ever' : `for ${was.value} days`;
      return [
        fail(flowLog, `records were kept ${then}, and will be for ${is.value} days: older ones are deleted`, {
          ...(is.at !== undefined && { at: is.at }),
          related: flowLog.sink.known ? [{ label: 'where records are kept', fact: flowLog.sink.value }] : [],
        }),
      ];
    });
  },
};

function isShorter(now: Retention, before: Retention): boolean {
  return now !== FOREVER && (before === FOREVER || now < before);
}
