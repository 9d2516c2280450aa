import { Fn, type Stack } from 'aws-cdk-lib';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLake, FlowLogDestination } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { warnings } from '../../../support/annotations';
import { newFlowLogs, newStack } from '../../../support/cdk-apps';
import { PlainTemplate } from '../../../support/plain-template';

const KEY_PROPERTY =
  'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID';

/** A bucket whose L1 has another key than its L2. */
function bucketWith(stack: Stack, property: string, value: unknown): s3.Bucket {
  const bucket = new s3.Bucket(stack, 'Own', { encryption: s3.BucketEncryption.S3_MANAGED });
  (bucket.node.defaultChild as s3.CfnBucket).addPropertyOverride(property, value);
  return bucket;
}

describe('a property that an escape hatch sets', () => {
  test.each<[string, string, (key: kms.Key) => unknown]>([
    ['the property of the key', KEY_PROPERTY, (key) => key.keyArn],
    [
      'the whole encryption',
      'BucketEncryption',
      (key) => ({
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key.keyArn } },
        ],
      }),
    ],
  ])('decides about the key of a bucket: %s', (_, property, value) => {
    const stack = newStack();
    const bucket = bucketWith(stack, property, value(new kms.Key(stack, 'Key')));
    newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) });
    const sids = PlainTemplate.of(stack)
      .statements('AWS::KMS::Key')
      .map(({ Sid }) => Sid);
    expect(sids).toContainEqual(expect.stringMatching(/^AWSLogDeliveryKey/));
  });

  test('decides about the alias of a bucket: an error', () => {
    const stack = newStack();
    const bucket = bucketWith(stack, KEY_PROPERTY, 'alias/own');
    expect(() => newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) })).toThrow(
      'the key of bucket Network/Own is "alias/own": set the ARN of the key',
    );
  });

  test('decides about the class of a log group with a lake: an error', () => {
    const stack = newStack();
    const logGroup = new logs.LogGroup(stack, 'Own');
    (logGroup.node.defaultChild as logs.CfnLogGroup).addPropertyOverride(
      'LogGroupClass',
      'INFREQUENT_ACCESS',
    );
    const destination = FlowLogDestination.toCloudWatchLogs({ logGroup, lake: FlowLake.ofStack(stack) });
    expect(() => newFlowLogs(stack, { destination })).toThrow(
      'log group Network/Own has the class INFREQUENT_ACCESS: the class does not support the subscription',
    );
  });

  test('decides about the source of a delivery stream: an error', () => {
    const stack = newStack();
    const destination = new firehose.S3Bucket(new s3.Bucket(stack, 'Bucket'));
    const stream = new firehose.DeliveryStream(stack, 'Own', { destination });
    (stream.node.defaultChild as firehose.CfnDeliveryStream).addPropertyOverride(
      'DeliveryStreamType',
      'MSKAsSource',
    );
    expect(() => newFlowLogs(stack, { destination: FlowLogDestination.toFirehose(stream) })).toThrow(
      'delivery stream Network/Own has the type MSKAsSource',
    );
  });
});

test('a bucket resource whose key is imported prints the statements of the key', () => {
  const stack = newStack();
  const resource = new s3.CfnBucket(stack, 'Resource', {
    bucketEncryption: {
      serverSideEncryptionConfiguration: [
        {
          serverSideEncryptionByDefault: {
            sseAlgorithm: 'aws:kms',
            kmsMasterKeyId: Fn.importValue('log-key'),
          },
        },
      ],
    },
  });
  const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', resource.ref);
  const flowLogs = newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) });
  expect(warnings(flowLogs)).toContainEqual(
    expect.stringContaining('this app does not manage the policy of key <value of export log-key>'),
  );
});
