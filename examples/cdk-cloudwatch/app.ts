import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';

const app = new App();
const stack = new Stack(app, 'NetworkStack');

const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });

// A log group with a role for flow logs of this account and region only, and saved queries in Logs Insights.
new VpcFlowLogs(stack, 'FlowLogs', {
  vpc,
  destination: FlowLogDestination.toCloudWatchLogs({
    retention: logs.RetentionDays.TWO_WEEKS,
    encryptionKey: new kms.Key(stack, 'Key', { enableKeyRotation: true }),
  }),
});
