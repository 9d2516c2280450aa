import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { FlowLogTarget, VpcFlowLogs } from 'cloud-flow-logs/cdk';

const app = new App();
const stack = new Stack(app, 'NetworkStack');

const gateway = new ec2.CfnTransitGateway(stack, 'TransitGateway', { description: 'Hub' });

// All 36 fields, every minute. Transit gateways support no other interval and always log all traffic.
new VpcFlowLogs(stack, 'FlowLogs', { target: FlowLogTarget.transitGateway(gateway.ref) });
