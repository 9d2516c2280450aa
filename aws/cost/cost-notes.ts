import { storedDataNotes } from '../../flows/cost/stored-data';
import { DEFAULT_AGGREGATION_INTERVAL, DestinationType } from '../flow-log';
import type { AwsAssumptions } from './assumptions';
import type { CostedFlowLog } from './costed-flow-log';

/** Notes for every estimate of flow logs of AWS. */
export const AWS_NOTES: readonly string[] = [
  'a GB is 10^9 bytes of raw text before compression; if AWS counts 2^30 bytes, the bill is up to 7 percent lower',
  'storage is counted at the size that it reaches with its retention',
  'tiers are counted for these flow logs only; other logs of the account use the same tiers',
  'not counted: requests (S3, SQS, KMS), keys, alarms, data transfer, taxes, free tiers',
];

/** Notes for the cost of one flow log. */
export function flowLogNotes(flowLog: CostedFlowLog, assumptions: AwsAssumptions): string[] {
  const { destinationType, formatProblem, stored, normalizer } = flowLog;
  const notes: string[] = [];
  if (formatProblem)
    notes.push(`AWS rejects its format; the estimate assumes a valid format: ${formatProblem}`);
  if (destinationType === DestinationType.S3) {
    notes.push('AWS bills the delivery to S3 as vended logs, in addition to the storage');
  }
  if (destinationType === DestinationType.FIREHOSE && !stored) {
    notes.push('the destination of the Firehose stream is not counted');
  }
  notes.push(...unknownNotes(flowLog));
  if (hasLongInterval(flowLog)) {
    notes.push(
      'a maximum aggregation interval of 600 seconds saves nothing for Nitro instances: their interval is always at most 60 seconds',
    );
  }
  return [
    ...notes,
    ...(stored ? storedDataNotes('the delivered data', stored, assumptions) : []),
    ...(normalizer ? storedDataNotes('the table', normalizer.table, assumptions) : []),
  ];
}

/** Notes about unknown values, with the values that the estimate counts instead. */
function unknownNotes(flowLog: CostedFlowLog): string[] {
  const { destinationType, parquet, infrequentAccess, isCompressed, normalizer } = flowLog;
  const notes: string[] = [];
  if (destinationType === DestinationType.S3 && !parquet.known)
    notes.push(`its file format is unknown, because ${parquet.reason}: counted as plain text`);
  if (destinationType === DestinationType.CLOUD_WATCH_LOGS && !infrequentAccess.known)
    notes.push(
      `the class of its log group is unknown, because ${infrequentAccess.reason}: counted as the class Standard`,
    );
  if (destinationType === DestinationType.FIREHOSE && !isCompressed.known)
    notes.push(
      `the compression of the stream is unknown, because ${isCompressed.reason}: counted as compressed`,
    );
  if (normalizer && !normalizer.memoryMegabytes.known)
    notes.push(
      `the memory of the normalizer is unknown, because ${normalizer.memoryMegabytes.reason}: counted as one processor`,
    );
  return notes;
}

/** Whether the interval is long. Every flow log of a transit gateway has an interval of 60 seconds. */
function hasLongInterval({ interval, isTransitGateway }: CostedFlowLog): boolean {
  const isLong = interval.known && interval.value === DEFAULT_AGGREGATION_INTERVAL;
  return isLong && isTransitGateway.known && !isTransitGateway.value;
}
