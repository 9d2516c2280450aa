import { DEFAULT_AGGREGATION_INTERVAL, DestinationType } from '../flow-log';
import type { Assumptions } from './assumptions';
import type { CostedFlowLog } from './costed-flow-log';
import type { Retention } from './retention';

/** What is to be known of every estimate. */
export const GENERAL_NOTES: readonly string[] = [
  'a GB is 10^9 bytes of raw text before compression; where AWS counts 2^30, the bill is up to 7 percent lower',
  'stores are counted as full as they get with their retention',
  'tiers are counted over these flow logs alone: what else the account delivers moves them',
  'not counted: requests (S3, SQS, KMS), keys, alarms, data transfer, taxes, free tiers',
];

/** What is to be known of the cost of one flow log. */
export function flowLogNotes(flowLog: CostedFlowLog, assumptions: Assumptions): string[] {
  const { destinationType, formatProblem, interval, retention, normalizer, resource } = flowLog;
  const notes: string[] = [];
  if (formatProblem) notes.push(`AWS will reject its format, counted as if it did not: ${formatProblem}`);
  if (destinationType === DestinationType.S3) {
    notes.push('delivery to S3 is not free: AWS bills it as vended logs, beside the storage');
  }
  if (destinationType === DestinationType.FIREHOSE) {
    notes.push('what the Firehose stream delivers to is not counted');
  }
  // transit gateways take 60 alone
  if (
    interval === DEFAULT_AGGREGATION_INTERVAL &&
    !String(resource.properties.ResourceType).startsWith('TransitGateway')
  ) {
    notes.push(
      'a maximum aggregation interval of 600 saves nothing on Nitro interfaces, which never take more than 60 seconds',
    );
  }
  return [
    ...notes,
    ...retentionNotes('what is delivered', retention, assumptions),
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
  if (!retention.known) notes.push(`how long ${what} is kept is not in the app: ${counted}`);
  else if (retention.days === undefined)
    notes.push(`${what} never expires and costs more each month: ${counted}`);
  if (retention.moves) notes.push(`${what} moves to other storage classes, which is not counted`);
  return notes;
}
