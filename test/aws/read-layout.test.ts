import { expect, test } from 'vitest';
import { skippedKey } from '../../aws/read-layout';
import { StreamSource, streamPrefix } from '../../aws/stream-key';
import { SAMPLE_KEY } from './sample-records';

const HIVE =
  'AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2026/month=11/day=22/';
const { prefix, errorPrefix } = streamPrefix({
  via: StreamSource.FIREHOSE,
  account: '123456789012',
  region: 'eu-west-1',
  formatId: 'two',
});

test.each([
  SAMPLE_KEY,
  `vpc-parquet-1f0ce2a9/${SAMPLE_KEY}`,
  `copy of/2025/${SAMPLE_KEY}`,
  `${HIVE}123456789012_vpcflowlogs_eu-west-1_fl-1_20261122T0000Z_1.log.gz`,
  // a name that a later version of log delivery could assign
  `${HIVE}hour=10/another-name.log.zst`,
  'AWSLogs/123456789012/vpcflowlogs/eu-west-1/file',
  `${prefix}lake-1`,
  'imports/exportedlogs/0b1c/eni-1/000000.gz',
])('%s is read', (key) => {
  expect(skippedKey(key)).toBeUndefined();
});

test.each([
  'vpcflowlogs.log.gz',
  'athena-results/0b1c.csv',
  'inventory/raw/daily/data/0b1c.csv.gz',
  'AWSLogs/123456789012/CloudTrail/eu-west-1/2026/11/22/1.json.gz',
  'AWSLogs/123456789012/elasticloadbalancing/eu-west-1/2026/11/22/1.log.gz',
  'AWSLogs/123456789012/ELBAccessLogTestFile',
  'vpcflowlogs/AWSLogs/123456789012/1.log',
  'my-streams/1',
  '',
])('%s is skipped, because it is outside of the folders of flow logs', (key) => {
  expect(skippedKey(key)).toMatchObject({ isStreamError: false });
});

test.each(['AWSLogs/', 'AWSLogs/123456789012/vpcflowlogs/', 'streams/', 'imports/'])(
  '%s is skipped, because it is a folder',
  (key) => {
    expect(skippedKey(key)).toEqual({ reason: 'the key is that of a folder', isStreamError: false });
  },
);

test('the error folder of a stream is reported as such', () => {
  expect(skippedKey(`${errorPrefix}lake-1`)).toEqual({
    reason: 'a delivery stream could not process the records',
    isStreamError: true,
  });
});
