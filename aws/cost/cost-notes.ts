import { DEFAULT_AGGREGATION_INTERVAL, DestinationType } from '../flow-log';
import type { Assumptions } from './assumptions';
import type { CostedFlowLog } from './costed-flow-log';
import type { Retention } from './retention';

/** Notes for every estimate. */
export const GENERAL_NOTES: readonly string[] = [
  'a GB is 10^9 bytes of raw text before compression; if AWS counts 2^30 bytes, the bill is up to 7 percent lower',
  'storage is counted at the size that it reaches with its retention',
  'tiers are counted for these flow logs only; other logs of the account use the same tiers',
  'not counted: requests (S3, SQS, KMS), keys, alarms, data transfer, taxes, free tiers',
];

/** Notes for the cost of one flow log. */
export function flowLogNotes(flowLog: CostedFlowLog, assumptions: Assumptions): string[] {
  const { destinationType, formatProblem, interval, retention, normalizer, resource } = flowLog;
  const notes: string[] = [];
  if (formatProblem)
    notes.push(`AWS rejects its format; the estimate assumes a valid format: ${formatProblem}`);
  if (destinationType === DestinationType.S3) {
    notes.push('AWS bills the delivery to S3 as vended logs, in addition to the storage');
  }
  if (destinationType === DestinationType.FIREHOSE) {
    notes.push('the destination of the Firehose stream is not counted');
  }
  // every transit gateway flow log has an interval of 60 seconds
  if (
    interval === DEFAULT_AGGREGATION_INTERVAL &&
    !String(resource.properties.ResourceType).startsWith('TransitGateway')
  ) {
    notes.push(
      'a maximum aggregation interval of 600 seconds saves nothing for Nitro instances: their interval is always at most 60 seconds',
    );
  }
  return [
    ...notes,
    ...retentionNotes('the delivered data', retention, assumptions),
    ...retentionNotes('the table', normalizer?.tableRetention, assumptions),
  ];
}

function retentionNotes(
  what: string,
  retention: Retention | undefined,
  { daysWithoutExpiry }: Assumptions,
): string[] {
  if (!retention) return [];
  const counted = `counted with ${daysWithoutExpiry} days`;
  const notes: string[] = [];
  if (!retention.known) notes.push(`the app does not contain the retention of ${what}: ${counted}`);
  else if (retention.days === undefined)
    notes.push(`${what} never expires, so its cost grows each month: ${counted}`);
  if (retention.moves) notes.push(`${what} moves to other storage classes, which are not counted`);
  return notes;
}
