import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { FlowLake, FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';

const app = new App();
const stack = new Stack(app, 'NetworkStack');

const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
const encryptionKey = new kms.Key(stack, 'Key', { enableKeyRotation: true });

// A log group with saved queries in Logs Insights for recent records, and a lake for long-term queries.
const lake = new FlowLake(stack, 'Lake', { encryptionKey });
new VpcFlowLogs(stack, 'FlowLogs', {
  vpc,
  destination: FlowLogDestination.toCloudWatchLogs({
    retention: logs.RetentionDays.TWO_WEEKS,
    encryptionKey,
    lake,
  }),
});

new CfnOutput(stack, 'Database', { value: lake.databaseName });
