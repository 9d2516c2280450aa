import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { FlowLake, VpcFlowLogs } from 'cloud-flow-logs/cdk';

const app = new App();
const stack = new Stack(app, 'NetworkStack');

const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });

// The flow logs deliver to the lake of the stack, which normalizes them into a table for Athena.
new VpcFlowLogs(stack, 'FlowLogs', { vpc });

const lake = FlowLake.ofStack(stack);
new CfnOutput(stack, 'Database', { value: lake.databaseName });
new CfnOutput(stack, 'Workgroup', { value: lake.workgroupName });
