import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FirehoseReceiverRole, FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';

const SECURITY = { account: '111111111111', region: 'eu-west-1' };
const NETWORK = { account: '222222222222', region: 'eu-west-1' };

const app = new App();

// Deploy the stack of the receiving account first.
const security = new Stack(app, 'SecurityStack', { env: SECURITY });
const deliveryStream = new firehose.DeliveryStream(security, 'Stream', {
  deliveryStreamName: 'flow-logs',
  destination: new firehose.S3Bucket(new s3.Bucket(security, 'Archive', { enforceSSL: true })),
  encryption: firehose.StreamEncryption.awsOwnedKey(),
});
const receiver = new FirehoseReceiverRole(security, 'Receiver', {
  deliveryStream,
  sourceAccounts: [NETWORK.account],
});

const network = new Stack(app, 'NetworkStack', { env: NETWORK });
new VpcFlowLogs(network, 'FlowLogs', {
  vpc: ec2.Vpc.fromVpcAttributes(network, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  }),
  destination: FlowLogDestination.toFirehoseInAccount({
    deliveryStreamArn: `arn:aws:firehose:${SECURITY.region}:${SECURITY.account}:deliverystream/flow-logs`,
    receiverRoleArn: receiver.roleArn,
  }),
});
