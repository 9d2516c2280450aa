import { Cloud, FOREVER, type Retention } from '../facts';
import { effectiveRetention, placeOf, relatedDestination } from '../rule-support/effective-retention';
import { type ChangeRule, fail, pass, undecidedBy, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const RETENTION_SHORTENED: ChangeRule = {
  id: 'FLS505',
  name: 'retention-shortened',
  title: 'a change does not shorten the retention',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Records older than the new retention are deleted within a day of the deployment, and cannot be restored.',
  fix: 'keep the retention, or copy older records elsewhere first',
  bad: 'ExpirationInDays changes from 400 to 30',
  good: 'ExpirationInDays changes from 30 to 400',

  checkChange({ base, head, changes }) {
    const before = new Map(base.flowLogs.map((flowLog) => [flowLog.address, flowLog]));
    for (const { flowLog, before: old } of changes) if (old) before.set(flowLog.address, old);
    return head.flowLogs.flatMap((flowLog): Verdict[] => {
      const old = before.get(flowLog.address);
      if (!old) return [];
      const [was, is] = [effectiveRetention(old), effectiveRetention(flowLog)];
      // an unknown limit of the new version can only shorten its retention further
      const isSure = !was.open && isShorter(is.shortest, was.shortest);
      // the same unknown limit does not change
      const isSame = is.open?.reason === was.open?.reason && is.shortest === was.shortest;
      const open = isSame ? undefined : (is.open ?? was.open);
      if (open && !isSure) return [undecidedBy(flowLog, open)];
      if (!isSure) return [pass(flowLog)];
      const then = was.shortest === FOREVER ? 'forever' : `for ${was.shortest} days`;
      return [
        fail(
          flowLog,
          `records were retained ${then}; the new retention is ${is.open ? 'at most ' : ''}${is.shortest} days, and older records are deleted`,
          {
            ...placeOf(flowLog, is),
            related: relatedDestination(flowLog),
          },
        ),
      ];
    });
  },
};

function isShorter(now: Retention, before: Retention): boolean {
  return now !== FOREVER && (before === FOREVER || now < before);
}
