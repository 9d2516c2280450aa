import { App, Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CentralFlowLake, FlowLake, FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';

const SECURITY = { account: '111111111111', region: 'eu-west-1' };
const NETWORK = { account: '222222222222', region: 'eu-central-1' };
const RAW_BUCKET = 'example-flow-logs-111111111111';

const app = new App();

// The account with the lake. To accept a whole organization, set `organizationId: 'o-...'` in senders.
const security = new Stack(app, 'SecurityStack', { env: SECURITY });
new FlowLake(security, 'Lake', {
  rawBucketName: RAW_BUCKET,
  senders: { accounts: [NETWORK.account], regions: [NETWORK.region] },
  rawRetention: Duration.days(365),
  rawTransitions: [
    { storageClass: s3.StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(90) },
  ],
});

// Every other account contains these lines. It needs only the name of the raw bucket.
const network = new Stack(app, 'NetworkStack', { env: NETWORK });
new VpcFlowLogs(network, 'FlowLogs', {
  vpc: ec2.Vpc.fromVpcAttributes(network, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-central-1a', 'eu-central-1b'],
  }),
  destination: FlowLogDestination.toLake(new CentralFlowLake(network, 'Lake', { rawBucketName: RAW_BUCKET })),
});
