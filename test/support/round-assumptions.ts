import { AWS_ASSUMPTIONS, type AwsAssumptionName, type AwsAssumptions } from '../../aws/cost/assumptions';

/** Round numbers for what was measured, by the start and the end of the name, so that tests can be calculated by hand. */
const ROUND: readonly (readonly [start: string, end: string, value: number])[] = [
  ['logGroupPercent.', '', 20],
  ['tablePercent.', '', 15],
  ['rawPercent.', '.text', 20],
  ['rawPercent.', '.parquet', 16],
  ['rawPercent.', '.firehose', 20],
  ['rawPercent.', '.subscription', 25],
  ['normalizerMillisPerGb.', '.text', 2_000],
  ['normalizerMillisPerGb.', '.parquet', 4_000],
  ['normalizerMillisPerGb.', '.firehose', 3_000],
  ['normalizerMillisPerGb.', '.subscription', 5_000],
  ['normalizerMillisPerObject', '', 10],
  ['logBytesPerObject', '', 1_000],
  ['logPercent', '', 10],
  ['writesPerObject', '', 1],
  ['customMetrics', '', 10],
];

/** Assumptions with round numbers. */
export const ROUND_ASSUMPTIONS = Object.fromEntries(
  (Object.keys(AWS_ASSUMPTIONS) as AwsAssumptionName[]).flatMap((name) => {
    const found = ROUND.find(([start, end]) => name.startsWith(start) && name.endsWith(end));
    return found ? [[name, found[2]]] : [];
  }),
) as Partial<AwsAssumptions>;
