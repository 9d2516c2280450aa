import { afterAll, describe, expect, test } from 'vitest';
import { exactQuantity, units } from '../../../flows/cost/quantities';
import { readArtifacts } from '../../../standard/adapters/read-artifact';
import { costedFlowLog } from '../../../standard/cost/costed-flow-log';
import { known } from '../../../standard/facts';
import { Workspace } from '../../support/flow-logs';
import { ROUND_ASSUMPTIONS } from '../../support/round-assumptions';

const RULES = [
  { prefix: 'streams/', days: 30 },
  { prefix: 'AWSLogs/', days: 7 },
];
const PREFIX = 'streams/!{timestamp:yyyy/MM/dd}/';
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const ROLE = 'arn:aws:iam::111122223333:role/stream';

const TEMPLATE = {
  Resources: {
    Logs: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        LifecycleConfiguration: {
          Rules: RULES.map(({ prefix, days }) => ({
            Status: 'Enabled',
            Prefix: prefix,
            ExpirationInDays: days,
          })),
        },
      },
    },
    Stream: {
      Type: 'AWS::KinesisFirehose::DeliveryStream',
      Properties: {
        ExtendedS3DestinationConfiguration: {
          BucketARN: { 'Fn::GetAtt': ['Logs', 'Arn'] },
          RoleARN: ROLE,
          Prefix: PREFIX,
          CompressionFormat: 'GZIP',
        },
      },
    },
    FlowLog: {
      Type: 'AWS::EC2::FlowLog',
      Properties: {
        ResourceId: 'vpc-1',
        ResourceType: 'VPC',
        TrafficType: 'ALL',
        MaxAggregationInterval: 60,
        LogDestinationType: 'kinesis-data-firehose',
        LogDestination: { 'Fn::GetAtt': ['Stream', 'Arn'] },
      },
    },
  },
};

const STREAM = { role_arn: ROLE, prefix: PREFIX, compression_format: 'GZIP' };
const FLOW_LOG = {
  vpc_id: 'vpc-1',
  traffic_type: 'ALL',
  max_aggregation_interval: 60,
  log_destination_type: 'kinesis-data-firehose',
};
const LIFECYCLE = RULES.map(({ prefix, days }) => ({
  id: prefix,
  status: 'Enabled',
  filter: [{ prefix }],
  expiration: [{ days }],
}));

const CONFIGURATION = `
resource "aws_s3_bucket" "logs" {}
resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id
${RULES.map(
  ({ prefix, days }) => `
  rule {
    id     = "${prefix}"
    status = "Enabled"
    filter { prefix = "${prefix}" }
    expiration { days = ${days} }
  }`,
).join('')}
}
resource "aws_kinesis_firehose_delivery_stream" "stream" {
  name        = "stream"
  destination = "extended_s3"
  extended_s3_configuration {
    role_arn           = "${ROLE}"
    bucket_arn         = aws_s3_bucket.logs.arn
    prefix             = "${PREFIX}"
    compression_format = "GZIP"
  }
}
resource "aws_flow_log" "main" {
  vpc_id                   = "vpc-1"
  traffic_type             = "ALL"
  max_aggregation_interval = 60
  log_destination_type     = "kinesis-data-firehose"
  log_destination          = aws_kinesis_firehose_delivery_stream.stream.arn
}
`;

const PLANNED = [
  { type: 'aws_s3_bucket', after: {}, unknown: { id: true, arn: true }, expressions: {} },
  {
    type: 'aws_s3_bucket_lifecycle_configuration',
    after: { rule: LIFECYCLE },
    unknown: { bucket: true },
    expressions: { bucket: { references: ['aws_s3_bucket.main.id', 'aws_s3_bucket.main'] } },
  },
  {
    type: 'aws_kinesis_firehose_delivery_stream',
    after: { name: 'stream', extended_s3_configuration: [STREAM] },
    unknown: { arn: true, extended_s3_configuration: [{ bucket_arn: true }] },
    expressions: {
      extended_s3_configuration: [
        { bucket_arn: { references: ['aws_s3_bucket.main.arn', 'aws_s3_bucket.main'] } },
      ],
    },
  },
  {
    type: 'aws_flow_log',
    after: FLOW_LOG,
    unknown: { log_destination: true },
    expressions: {
      log_destination: { references: ['aws_kinesis_firehose_delivery_stream.main.arn'] },
    },
  },
];

const PLAN = {
  format_version: '1.2',
  planned_values: {},
  resource_changes: PLANNED.map(({ type, after, unknown }) => ({
    address: `${type}.main`,
    mode: 'managed',
    type,
    name: 'main',
    change: { actions: ['create'], before: null, after, after_unknown: unknown },
  })),
  configuration: {
    root_module: {
      resources: PLANNED.map(({ type, expressions }) => ({
        address: `${type}.main`,
        mode: 'managed',
        type,
        name: 'main',
        expressions,
      })),
    },
  },
};

const urn = (type: string) => `urn:pulumi:dev::app::${type}::main`;
const BUCKET = 'aws:s3/bucket:Bucket';
const ROLE_TYPE = 'aws:iam/role:Role';
const STREAM_TYPE = 'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream';

const PREVIEW = {
  steps: [
    { type: BUCKET, inputs: {}, propertyDependencies: {} },
    { type: ROLE_TYPE, inputs: {}, propertyDependencies: {} },
    {
      type: 'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
      inputs: {
        bucket: UNKNOWN,
        rules: RULES.map(({ prefix, days }) => ({
          id: prefix,
          status: 'Enabled',
          filter: { prefix },
          expiration: { days },
        })),
      },
      propertyDependencies: { bucket: [urn(BUCKET)] },
    },
    {
      type: STREAM_TYPE,
      inputs: {
        destination: 'extended_s3',
        extendedS3Configuration: {
          roleArn: UNKNOWN,
          bucketArn: UNKNOWN,
          prefix: PREFIX,
          compressionFormat: 'GZIP',
        },
      },
      propertyDependencies: { extendedS3Configuration: [urn(ROLE_TYPE), urn(BUCKET)] },
    },
    {
      type: 'aws:ec2/flowLog:FlowLog',
      inputs: {
        vpcId: 'vpc-1',
        trafficType: 'ALL',
        maxAggregationInterval: 60,
        logDestinationType: 'kinesis-data-firehose',
        logDestination: UNKNOWN,
      },
      propertyDependencies: { logDestination: [urn(STREAM_TYPE)] },
    },
  ].map((state) => ({
    op: 'create',
    urn: urn(state.type),
    newState: { ...state, urn: urn(state.type), custom: true },
  })),
};

describe('a flow log to a delivery stream with a bucket', () => {
  const workspace = new Workspace();
  afterAll(() => workspace.remove());

  test.each([
    ['a template', 'template.json', JSON.stringify(TEMPLATE)],
    ['a Terraform configuration', 'root/main.tf', CONFIGURATION],
    ['a plan', 'plan.json', JSON.stringify(PLAN)],
    ['a preview', 'preview.json', JSON.stringify(PREVIEW)],
  ])('has the retention and the cost of the bucket in %s', async (_, file, text) => {
    workspace.write(file, text);
    const path = `${workspace.directory}/${file.replace('/main.tf', '')}`;
    const [flowLog] = (await readArtifacts([path])).current.flowLogs;
    if (!flowLog?.destination.known) throw new Error('the destination is unknown');
    expect(flowLog.destination.value.retention).toMatchObject(known(30));
    const costed = costedFlowLog(flowLog, { readsPerMonth: 1, assumed: ROUND_ASSUMPTIONS });
    if (!costed.known) throw new Error('the flow log has no cost');
    const usage = costed.value.usage(units(1));
    expect(usage.map(({ priceName, quantity }) => [priceName, exactQuantity(quantity)])).toEqual([
      ['firehoseDelivery', '30'],
      ['firehoseVendedIngestion', '30'],
      ['s3Storage', '6'],
      ['s3WriteRequests', '8.64'],
      ['athenaScan', '6'],
    ]);
    expect(costed.value.notes).toEqual([]);
  });
});
