import { afterAll, describe, expect, test } from 'vitest';
import { exactQuantity, units } from '../../../flows/cost/quantities';
import { readArtifacts } from '../../../standard/adapters/read-artifact';
import { costedFlowLog } from '../../../standard/cost/costed-flow-log';
import { Workspace } from '../../support/flow-logs';
import { ROUND_ASSUMPTIONS } from '../../support/round-assumptions';
import { flowLog, templateOf } from '../../support/template-stacks';

const ROLE = 'arn:aws:iam::111122223333:role/stream';
const ELSEWHERE = 'arn:aws:lambda:eu-west-1:111122223333:function:reader';

const FLOW_LOG = {
  LogDestinationType: 'cloud-watch-logs',
  LogDestination: undefined,
  MaxAggregationInterval: 60,
  DeliverLogsPermissionArn: ROLE,
};

/** A log group whose records two subscriptions pass on: one to a delivery stream, one to a function. */
const TEMPLATE = templateOf({
  FlowLog: flowLog({ ...FLOW_LOG, LogGroupName: { Ref: 'Group' } }),
  Group: ['AWS::Logs::LogGroup', { RetentionInDays: 30, LogGroupName: 'flows' }],
  ToStream: [
    'AWS::Logs::SubscriptionFilter',
    { LogGroupName: 'flows', DestinationArn: { 'Fn::GetAtt': ['Stream', 'Arn'] }, RoleArn: ROLE },
  ],
  ToReader: ['AWS::Logs::SubscriptionFilter', { LogGroupName: { Ref: 'Group' }, DestinationArn: ELSEWHERE }],
  Stream: [
    'AWS::KinesisFirehose::DeliveryStream',
    {
      ExtendedS3DestinationConfiguration: {
        BucketARN: { 'Fn::GetAtt': ['Raw', 'Arn'] },
        RoleARN: ROLE,
        BufferingHints: { IntervalInSeconds: 600, SizeInMBs: 1 },
      },
    },
  ],
  Raw: [
    'AWS::S3::Bucket',
    { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 90 }] } },
  ],
});

const CONFIGURATION = `
resource "aws_s3_bucket" "raw" {}
resource "aws_s3_bucket_lifecycle_configuration" "raw" {
  bucket = aws_s3_bucket.raw.id
  rule {
    id     = "all"
    status = "Enabled"
    filter {}
    expiration { days = 90 }
  }
}
resource "aws_kinesis_firehose_delivery_stream" "stream" {
  name        = "stream"
  destination = "extended_s3"
  extended_s3_configuration {
    role_arn           = "${ROLE}"
    bucket_arn         = aws_s3_bucket.raw.arn
    buffering_interval = 600
    buffering_size     = 1
  }
}
resource "aws_cloudwatch_log_group" "group" {
  name              = "flows"
  retention_in_days = 30
}
resource "aws_cloudwatch_log_subscription_filter" "to_stream" {
  name            = "stream"
  log_group_name  = aws_cloudwatch_log_group.group.name
  filter_pattern  = ""
  destination_arn = aws_kinesis_firehose_delivery_stream.stream.arn
  role_arn        = "${ROLE}"
}
resource "aws_cloudwatch_log_subscription_filter" "to_reader" {
  name            = "reader"
  log_group_name  = "flows"
  filter_pattern  = ""
  destination_arn = "${ELSEWHERE}"
}
resource "aws_flow_log" "main" {
  vpc_id                   = "vpc-1"
  traffic_type             = "ALL"
  max_aggregation_interval = 60
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.group.arn
  iam_role_arn             = "${ROLE}"
}
`;

const urn = (type: string, name = 'main') => `urn:pulumi:dev::app::${type}::${name}`;
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const BUCKET = 'aws:s3/bucket:Bucket';
const GROUP = 'aws:cloudwatch/logGroup:LogGroup';
const FILTER = 'aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter';
const STREAM = 'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream';

const PREVIEW = {
  steps: [
    {
      type: BUCKET,
      inputs: { lifecycleRules: [{ enabled: true, expiration: { days: 90 } }] },
      propertyDependencies: {},
    },
    { type: GROUP, inputs: { name: 'flows', retentionInDays: 30 }, propertyDependencies: {} },
    {
      type: STREAM,
      inputs: {
        destination: 'extended_s3',
        extendedS3Configuration: {
          roleArn: ROLE,
          bucketArn: UNKNOWN,
          bufferingInterval: 600,
          bufferingSize: 1,
        },
      },
      propertyDependencies: { extendedS3Configuration: [urn(BUCKET)] },
    },
    {
      type: FILTER,
      name: 'toStream',
      inputs: { logGroup: 'flows', destinationArn: UNKNOWN, filterPattern: '', roleArn: ROLE },
      propertyDependencies: { logGroup: [urn(GROUP)], destinationArn: [urn(STREAM)] },
    },
    {
      type: FILTER,
      name: 'toReader',
      inputs: { logGroup: 'flows', destinationArn: ELSEWHERE, filterPattern: '' },
      propertyDependencies: { logGroup: [urn(GROUP)] },
    },
    {
      type: 'aws:ec2/flowLog:FlowLog',
      inputs: {
        vpcId: 'vpc-1',
        trafficType: 'ALL',
        maxAggregationInterval: 60,
        logDestinationType: 'cloud-watch-logs',
        logDestination: UNKNOWN,
        iamRoleArn: ROLE,
      },
      propertyDependencies: { logDestination: [urn(GROUP)] },
    },
  ].map(({ name, ...state }) => ({
    op: 'create',
    urn: urn(state.type, name),
    newState: { ...state, urn: urn(state.type, name), custom: true },
  })),
};

describe('a log group with a subscription to a delivery stream', () => {
  const workspace = new Workspace();
  afterAll(() => workspace.remove());

  test.each([
    ['a template', 'template.json', JSON.stringify(TEMPLATE), 'Stream', 'ToReader'],
    [
      'a Terraform configuration',
      'root/main.tf',
      CONFIGURATION,
      'aws_kinesis_firehose_delivery_stream.stream',
      'aws_cloudwatch_log_subscription_filter.to_reader',
    ],
    [
      'a preview',
      'preview.json',
      JSON.stringify(PREVIEW),
      'FirehoseDeliveryStream main',
      'LogSubscriptionFilter toReader',
    ],
  ])('has the cost of the stream and its bucket in %s', async (_, file, text, stream, reader) => {
    workspace.write(file, text);
    const path = `${workspace.directory}/${file.replace('/main.tf', '')}`;
    const [fact] = (await readArtifacts([path])).current.flowLogs;
    const costed = fact && costedFlowLog(fact, { readsPerMonth: 1, assumed: ROUND_ASSUMPTIONS });
    if (!costed?.known) throw new Error('the flow log has no cost');
    const usage = costed.value.usage(units(1));
    expect(usage.map(({ priceName, quantity }) => [priceName, exactQuantity(quantity)])).toEqual([
      ['cloudWatchDelivery', '30'],
      ['cloudWatchStorage', '6'],
      ['logsInsightsScan', '30'],
      // 25 percent: the subscription compresses
      ['firehoseIngestion', '7.5'],
      ['s3Storage', '22.5'],
      // 250 MB a day in 144 intervals are 1.74 MB, two objects of 1 MiB each
      ['s3WriteRequests', '8.64'],
      ['athenaScan', '7.5'],
    ]);
    const [ofStream, ofReader, ...others] = costed.value.notes;
    expect(ofStream).toContain(`${stream} is counted with all records of this flow log`);
    expect(ofReader).toContain(`${reader} sends its records to another service, which is not counted`);
    expect(others).toEqual([]);
  });

  test('names a subscription of all log groups of the account in a Terraform configuration', async () => {
    const policy = (name: string, type: string) => `
resource "aws_cloudwatch_log_account_policy" "${name}" {
  policy_name     = "${name}"
  policy_type     = "${type}"
  policy_document = "{}"
}`;
    const policies =
      policy('all', 'SUBSCRIPTION_FILTER_POLICY') + policy('protection', 'DATA_PROTECTION_POLICY');
    workspace.write('account/main.tf', CONFIGURATION + policies);
    const [fact] = (await readArtifacts([`${workspace.directory}/account`])).current.flowLogs;
    const costed = fact && costedFlowLog(fact, { readsPerMonth: 1 });
    const notes = costed?.known ? costed.value.notes : [];
    expect(notes.filter((note) => note.includes('account_policy'))).toEqual([
      expect.stringMatching(/^the subscription aws_cloudwatch_log_account_policy\.all sends its records/),
    ]);
  });
});
