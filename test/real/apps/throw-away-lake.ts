import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { FlowLake, FlowLogDestination, FlowLogTarget, VpcFlowLogs } from 'cloud-flow-logs/cdk';

/** A lake that the deletion of its stack empties and deletes. */
const app = new App();
const stack = new Stack(app, 'NetworkStack');
// moto does not delete a VPC of the stack
const target = FlowLogTarget.vpcById(app.node.tryGetContext('vpcId'));
const lake = new FlowLake(stack, 'Lake', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
new VpcFlowLogs(stack, 'FlowLogs', { target, destination: FlowLogDestination.toLake(lake) });
