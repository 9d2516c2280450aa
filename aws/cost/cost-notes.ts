import { storedDataNotes } from '../../flows/cost/stored-data';
import { DEFAULT_AGGREGATION_INTERVAL, DestinationType } from '../flow-log';
import type { AwsAssumptions } from './assumptions';
import type { CostedFlowLog, CostedNormalizer, CostedStream } from './costed-flow-log';
import { DEFAULT_BUFFER } from './stream-usage';

/** Notes for every estimate of flow logs of AWS. */
export const AWS_NOTES: readonly string[] = [
  'a GB is 10^9 bytes of raw text before compression; if AWS counts 2^30 bytes, the bill is up to 7 percent lower',
  'storage is counted at the size that it reaches with its retention',
  'tiers are counted for these flow logs only; other logs of the account use the same tiers',
  'each object that a service delivers is counted as a write request of its bucket',
  'the usage of a normalizer that does not depend on the volume is counted once, with its first flow log',
  'not counted: KMS keys and requests, the requests of queries to S3, query results, Glue, notifications of alarms, data transfer ' +
    'between regions, taxes, free tiers',
];

/** Notes for the cost of one flow log. */
export function flowLogNotes(flowLog: CostedFlowLog, assumptions: AwsAssumptions): string[] {
  const { destinationType, formatProblem, objects, logGroup, streams } = flowLog;
  const notes: string[] = [];
  if (formatProblem)
    notes.push(`AWS rejects its format; the estimate assumes a valid format: ${formatProblem}`);
  if (destinationType === DestinationType.S3) {
    notes.push('AWS bills the delivery to S3 as vended logs, in addition to the storage');
  }
  notes.push(...unknownNotes(flowLog));
  if (hasLongInterval(flowLog)) {
    notes.push(
      'a maximum aggregation interval of 600 seconds saves nothing for Nitro instances: their interval is always at most 60 seconds',
    );
  }
  return [
    ...notes,
    ...[objects?.stored ?? logGroup?.stored ?? []]
      .flat()
      .flatMap((stored) => storedDataNotes('the delivered data', stored, assumptions)),
    ...normalizerNotes(objects?.normalizer, assumptions),
    ...streams.flatMap((stream) => streamNotes(stream, destinationType, assumptions)),
  ];
}

/** Notes about unknown values, with the values that the estimate counts instead. */
function unknownNotes({ destinationType, measuredFormat, parquet, logGroup }: CostedFlowLog): string[] {
  const notes: string[] = [];
  if (!measuredFormat.known)
    notes.push(
      `its format is unknown, because ${measuredFormat.reason}: counted with the default format of the constructs`,
    );
  if (destinationType === DestinationType.S3 && !parquet.known)
    notes.push(`its file format is unknown, because ${parquet.reason}: counted as plain text`);
  if (logGroup && !logGroup.infrequentAccess.known)
    notes.push(
      `the class of its log group is unknown, because ${logGroup.infrequentAccess.reason}: counted as the class Standard`,
    );
  return notes;
}

function streamNotes(
  stream: CostedStream,
  destinationType: DestinationType,
  assumptions: AwsAssumptions,
): string[] {
  const { title, bufferSeconds, bufferMebibytes, isCompressed, objects, uncounted } = stream;
  const notes: string[] = [];
  if (!objects) notes.push(`the destination of the delivery stream ${title} is not counted`);
  if (uncounted.length > 0)
    notes.push(`not counted for the delivery stream ${title}: ${uncounted.join(', ')}`);
  const buffer = [bufferSeconds, bufferMebibytes].find((value) => !value.known);
  if (buffer && !buffer.known)
    notes.push(
      `the buffer of the delivery stream ${title} is unknown, because ${buffer.reason}: counted with the defaults, ` +
        `${DEFAULT_BUFFER.seconds} seconds and ${DEFAULT_BUFFER.mebibytes} MiB`,
    );
  if (destinationType === DestinationType.CLOUD_WATCH_LOGS) {
    notes.push(
      `the delivery stream ${title} is counted with all records of this flow log; Firehose bills each put of a subscription as a ` +
        'multiple of 5 KB, which is not counted',
    );
  } else if (!isCompressed.known) {
    notes.push(
      `the compression of the stream is unknown, because ${isCompressed.reason}: counted as compressed`,
    );
  }
  if (!objects) return notes;
  return [
    ...notes,
    ...storedDataNotes(
      destinationType === DestinationType.CLOUD_WATCH_LOGS ? `the data of ${title}` : 'the delivered data',
      objects.stored,
      assumptions,
    ),
    ...normalizerNotes(objects.normalizer, assumptions),
  ];
}

function normalizerNotes(normalizer: CostedNormalizer | undefined, assumptions: AwsAssumptions): string[] {
  if (!normalizer) return [];
  const { memoryMegabytes, table, log } = normalizer;
  return [
    ...(memoryMegabytes.known
      ? []
      : [
          `the memory of the normalizer is unknown, because ${memoryMegabytes.reason}: counted as one processor`,
        ]),
    ...storedDataNotes('the table', table, assumptions),
    ...storedDataNotes('the log of the normalizer', log, assumptions),
  ];
}

/** Whether the interval is long. Every flow log of a transit gateway has an interval of 60 seconds. */
function hasLongInterval({ interval, isTransitGateway }: CostedFlowLog): boolean {
  const isLong = interval.known && interval.value === DEFAULT_AGGREGATION_INTERVAL;
  return isLong && isTransitGateway.known && !isTransitGateway.value;
}
