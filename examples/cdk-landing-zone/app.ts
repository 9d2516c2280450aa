import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { FlowLake, FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';

const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1'];
const ACCOUNTS = Array.from({ length: 40 }, (_, index) => String(200_000_000_000 + index));

const app = new App();

// The account with the lake. Its bucket and its key have one policy statement of each kind for all senders, and the app
// prints the sizes of both policies.
const security = new Stack(app, 'Security', { env: { account: '111111111111', region: 'eu-central-1' } });
const encryptionKey = new kms.Key(security, 'Key', { enableKeyRotation: true });
const lake = new FlowLake(security, 'Lake', {
  rawBucketName: 'example-flow-logs-111111111111',
  encryptionKey,
});

// The VPC of each account and region. A real app reads the ids from its inventory.
for (const account of ACCOUNTS) {
  for (const region of REGIONS) {
    const stack = new Stack(app, `Network-${account}-${region}`, { env: { account, region } });
    new VpcFlowLogs(stack, 'FlowLogs', {
      vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: `vpc-0000000000${account.slice(-7)}`,
        availabilityZones: [`${region}a`, `${region}b`],
      }),
      destination: FlowLogDestination.toLake(lake),
    });
  }
}
