import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { FlowLogTarget, VpcFlowLogs } from 'cloud-flow-logs/cdk';

const app = new App();
const stack = new Stack(app, 'NetworkStack');

const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 0 });
const [subnet] = vpc.isolatedSubnets as [ec2.ISubnet];
const [otherSubnet] = vpc.publicSubnets as [ec2.ISubnet];
const networkInterface = new ec2.CfnNetworkInterface(stack, 'Interface', { subnetId: otherSubnet.subnetId });
const gateway = new ec2.CfnTransitGateway(stack, 'TransitGateway', { description: 'Hub' });

// A subnet, a network interface, a transit gateway, a transit gateway attachment and a regional NAT gateway. No target
// contains another one: the interface is in the other subnet, the attachment belongs to a gateway outside this app.
// Otherwise the table would contain the same traffic twice.
new VpcFlowLogs(stack, 'SubnetLogs', { target: FlowLogTarget.subnet(subnet) });
new VpcFlowLogs(stack, 'InterfaceLogs', { target: FlowLogTarget.networkInterface(networkInterface.ref) });
new VpcFlowLogs(stack, 'GatewayLogs', { target: FlowLogTarget.transitGateway(gateway.ref) });
new VpcFlowLogs(stack, 'AttachmentLogs', {
  target: FlowLogTarget.transitGatewayAttachment('tgw-attach-0123456789abcdef0'),
});
new VpcFlowLogs(stack, 'NatLogs', { target: FlowLogTarget.regionalNatGateway('nat-0123456789abcdef0') });
