import { Cloud, FOREVER, type Retention } from '../facts';
import { effectiveRetention, relatedDestination } from '../rule-support/effective-retention';
import { type ChangeRule, fail, pass, undecided, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

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
      const [was, is] = [effectiveRetention(old), effectiveRetention(flowLog)];
      // what is sooner already can only become sooner yet
      const isSure = !was.open && isShorter(is.soonest, was.soonest);
      const open = is.open ?? was.open;
      if (open && !isSure) return [undecided(flowLog, open.reason, open.at)];
      if (!isSure) return [pass(flowLog)];
      const then = was.soonest === FOREVER ? 'for ever' : `for ${was.soonest} days`;
      return [
        fail(
          flowLog,
          `records were kept ${then}, and will be for ${is.soonest} days: older ones are deleted`,
          {
            ...(is.at !== undefined && { at: is.at }),
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
