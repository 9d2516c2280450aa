import { expect, test } from 'vitest';
import { estimated, LAKE } from '../../support/cost-lines';
import { flowLog, type Resources, stackOf } from '../../support/template-stacks';

const ROLE = 'arn:aws:iam::111122223333:role/stream';

const stream = (name: string): Resources => ({
  [name]: [
    'AWS::KinesisFirehose::DeliveryStream',
    { ExtendedS3DestinationConfiguration: { BucketARN: { 'Fn::GetAtt': ['Raw', 'Arn'] }, RoleARN: ROLE } },
  ],
  [`To${name}`]: [
    'AWS::Logs::SubscriptionFilter',
    { LogGroupName: { Ref: 'Group' }, DestinationArn: { 'Fn::GetAtt': [name, 'Arn'] }, RoleArn: ROLE },
  ],
});

const toGroup = {
  LogDestinationType: 'cloud-watch-logs',
  LogDestination: undefined,
  LogGroupName: { Ref: 'Group' },
  DeliverLogsPermissionArn: ROLE,
};

const ofStreams = (...names: string[]): string[] => {
  const resources = Object.assign({}, LAKE, ...names.map(stream), {
    FlowLog: flowLog(toGroup),
    Group: ['AWS::Logs::LogGroup', { RetentionInDays: 30 }],
  }) as Resources;
  const [cost] = estimated([stackOf(resources)], '1').flowLogs;
  return cost?.lines.map(({ priceName, item }) => `${priceName}: ${item}`) ?? [];
};

test('the items of two streams of a log group name the streams', () => {
  const lines = ofStreams('First', 'Second');
  const ingestion = lines.filter((line) => line.startsWith('firehoseIngestion'));
  expect(ingestion).toEqual([
    expect.stringMatching(/^firehoseIngestion: raw records of .*First$/),
    expect.stringMatching(/^firehoseIngestion: raw records of .*Second$/),
  ]);
  expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
});

test('what the streams share is counted once', () => {
  const metrics = ofStreams('First', 'Second').filter((line) => line.startsWith('customMetrics'));
  expect(metrics).toHaveLength(1);
});

test('the items of one stream do not name it', () => {
  expect(ofStreams('First')).toContain('firehoseIngestion: raw records');
});
