import type { DestinationChange, FlowLogChange } from '../change/flow-log-change';
import { Cloud, FOREVER, RemovalEffect } from '../facts';
import { type ChangeRule, fail, pass, undecided, undecidedBy, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const RECORDED_DATA_DESTROYED: ChangeRule = {
  id: 'FLS507',
  name: 'recorded-data-destroyed',
  title: 'a change keeps the recorded data',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'A storage account, a log group or a bucket that is replaced or removed takes its records with it. They cannot be recorded again.',
  fix: 'keep the destination, or copy its records elsewhere first',
  bad: 'LogGroupName of the destination changes, and its UpdateReplacePolicy is Delete',
  good: 'LogGroupName of the destination changes, and its UpdateReplacePolicy is Retain',

  checkChange: ({ changes }) =>
    onePerDestination(changes).flatMap(({ flowLog, destination }): Verdict[] => {
      const { before, effect, replacement } = destination;
      if (!effect) return [];
      const related = [{ label: 'the flow log', fact: flowLog }];
      const verb = replacement ? 'replaces' : 'removes';
      const cause = replacement ? `, because ${replacement.causes.join('; ')}` : '';
      if (!effect.known)
        return [
          undecidedBy(before, effect, `the deployment ${verb} ${before.title}${cause}; ${effect.reason}`),
        ];
      if (effect.value !== RemovalEffect.DESTROYED) return [pass(before)];
      const text = `the deployment ${verb} ${before.title}${cause}; ${recordsIn(destination)} are deleted with it`;
      if (replacement && !replacement.isCertain) return [undecided(before, `it is possible that ${text}`)];
      return [fail(before, text, { related })];
    }),
};

type WithDestination = FlowLogChange & { readonly destination: DestinationChange };

/** Several flow logs can share a destination. */
function onePerDestination(changes: readonly FlowLogChange[]): WithDestination[] {
  const withDestination = changes.filter(
    (change): change is WithDestination => change.destination !== undefined,
  );
  return [...new Map(withDestination.map((change) => [change.destination.before.address, change])).values()];
}

function recordsIn({ before: { retention } }: DestinationChange): string {
  if (!retention.known) return 'all its records';
  return retention.value === FOREVER ? 'all its records' : `the records of up to ${retention.value} days`;
}
