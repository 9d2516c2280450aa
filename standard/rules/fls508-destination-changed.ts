import { Cloud, RemovalEffect } from '../facts';
import { type ChangeRule, fail, undecided, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const DESTINATION_CHANGED: ChangeRule = {
  id: 'FLS508',
  name: 'destination-changed',
  title: 'a change keeps the destination of the records',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Readers of the old destination receive no new records, and readers of the new destination have no earlier records.',
  fix: 'point readers at both destinations until the retention of the old one has passed',
  bad: 'LogDestination changes from arn:aws:s3:::team-logs to arn:aws:s3:::central-logs',
  good: 'a second flow log delivers to arn:aws:s3:::central-logs, and the first is removed after the readers changed',

  checkChange: ({ changes }) =>
    changes.flatMap(({ flowLog, destination, refusal }): Verdict[] => {
      if (!destination?.after || refusal?.isCertain || destination.replacement?.isCertain === false)
        return [];
      const { before, after, effect, folders } = destination;
      const isDestroyed = effect?.known && effect.value === RemovalEffect.DESTROYED;
      // the other rule reports the loss
      if (isDestroyed) return [];
      if (folders?.isCertain === false)
        return [undecided(flowLog, `the folder in ${nameOf(after)} changes, and its value is not known`)];
      const [old, now] = folders
        ? [folderName(folders.before), `${folderName(folders.after)} of ${nameOf(after)}`]
        : ([before, after].map(nameOf) as [string, string]);
      const place = effect ? `${old}, which the app no longer manages` : old;
      return [
        fail(flowLog, `new records go to ${now}; earlier records stay in ${place}`, {
          ...(flowLog.destination.at !== undefined && { at: flowLog.destination.at }),
          related: [
            { label: 'the old destination', fact: before },
            { label: 'the new destination', fact: after },
          ],
        }),
      ];
    }),
};

function folderName(folder: string): string {
  return folder === '' ? 'the root' : `the folder ${folder}/`;
}

function nameOf({ name, title }: { name: { known: boolean; value?: string }; title: string }): string {
  return name.known && name.value !== undefined && !title.includes(name.value)
    ? `${title} (${name.value})`
    : title;
}
