import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLake, FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';

const app = new App();
const stack = new Stack(app, 'NetworkStack');

const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });

// An existing delivery stream, for example to a SIEM.
const archive = new s3.Bucket(stack, 'Archive', { enforceSSL: true });
const deliveryStream = new firehose.DeliveryStream(stack, 'Stream', {
  destination: new firehose.S3Bucket(archive),
  encryption: firehose.StreamEncryption.awsOwnedKey(),
});

new VpcFlowLogs(stack, 'FlowLogs', {
  vpc,
  destinations: [
    FlowLogDestination.toFirehose(deliveryStream),
    // The construct creates this delivery stream.
    FlowLogDestination.toLakeThroughFirehose(FlowLake.ofStack(stack)),
  ],
});
