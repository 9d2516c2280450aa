import { App, Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FileFormat, FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';

const app = new App();
const stack = new Stack(app, 'NetworkStack');

const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });

// An existing bucket. The construct adds this flow log to the policies of the bucket and of the key.
const bucket = new s3.Bucket(stack, 'FlowLogs', {
  encryptionKey: new kms.Key(stack, 'Key', { enableKeyRotation: true }),
  bucketKeyEnabled: true,
  enforceSSL: true,
  lifecycleRules: [{ expiration: Duration.days(365) }],
});

new VpcFlowLogs(stack, 'VpcFlowLogs', {
  vpc,
  destination: FlowLogDestination.toS3(bucket, {
    prefix: 'network',
    fileFormat: FileFormat.PARQUET,
    hiveCompatiblePartitions: true,
    perHourPartition: true,
  }),
});
