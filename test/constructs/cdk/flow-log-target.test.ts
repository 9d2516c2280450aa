import { CfnParameter } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { FlowLogTarget, LogFormat, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { newFlowLogs, newStack, newVpc } from '../../support/cdk-apps';
import { PlainTemplate } from '../../support/plain-template';

const TRANSIT_GATEWAY = 'tgw-0123456789abcdef0';
const ATTACHMENT = 'tgw-attach-0123456789abcdef0';
const NAT_GATEWAY = 'nat-0123456789abcdef0';
const INTERFACE = 'eni-0123456789abcdef0';

/** The flow log of a target, as CloudFormation is told of it. */
function flowLogOf(target: FlowLogTarget) {
  const stack = newStack();
  newFlowLogs(stack, { target });
  return PlainTemplate.of(stack).the('AWS::EC2::FlowLog').Properties;
}

test.each([
  ['NetworkInterface', INTERFACE, FlowLogTarget.networkInterface(INTERFACE)],
  ['RegionalNatGateway', NAT_GATEWAY, FlowLogTarget.regionalNatGateway(NAT_GATEWAY)],
])('a %s is logged by its id: all traffic, every ten minutes', (ResourceType, ResourceId, target) => {
  expect(flowLogOf(target)).toMatchObject({
    ResourceType,
    ResourceId,
    TrafficType: 'ALL',
    MaxAggregationInterval: 600,
  });
});

test.each([
  ['TransitGateway', TRANSIT_GATEWAY, FlowLogTarget.transitGateway(TRANSIT_GATEWAY)],
  ['TransitGatewayAttachment', ATTACHMENT, FlowLogTarget.transitGatewayAttachment(ATTACHMENT)],
])('a %s is logged every minute in its own 36 fields, and takes no choice of traffic', (type, id, target) => {
  const properties = flowLogOf(target);
  expect(properties).toMatchObject({ ResourceType: type, ResourceId: id, MaxAggregationInterval: 60 });
  expect(properties).not.toHaveProperty('TrafficType');
  expect(LogFormat.TRANSIT_GATEWAY.fields).toHaveLength(36);
  expect(properties.LogFormat).toBe(LogFormat.TRANSIT_GATEWAY.toString());
});

test('a VPC and a subnet are logged by what they are called when deployed', () => {
  const stack = newStack();
  const vpc = newVpc(stack);
  new VpcFlowLogs(stack, 'OfVpc', { vpc });
  newFlowLogs(stack, { target: FlowLogTarget.vpc(vpc) }, 'OfTarget');
  newFlowLogs(stack, { target: FlowLogTarget.subnet(vpc.publicSubnets[0] as ec2.ISubnet) }, 'OfSubnet');
  const template = PlainTemplate.of(stack);
  const of = (id: string) => template.the('AWS::EC2::FlowLog', id).Properties;
  const ResourceId = `<${template.id('AWS::EC2::VPC')}>`;
  expect(of('OfVpc')).toMatchObject({ ResourceType: 'VPC', ResourceId });
  expect(of('OfTarget')).toMatchObject({ ResourceType: 'VPC', ResourceId });
  expect(of('OfSubnet')).toMatchObject({
    ResourceType: 'Subnet',
    ResourceId: `<${template.id('AWS::EC2::Subnet', 'VpcPublic')}>`,
  });
});

test('an id may be known only when deployed', () => {
  const stack = newStack();
  const gateway = new CfnParameter(stack, 'Gateway').valueAsString;
  newFlowLogs(stack, { target: FlowLogTarget.transitGateway(gateway) });
  expect(PlainTemplate.of(stack).the('AWS::EC2::FlowLog').Properties.ResourceId).toBe('<Gateway>');
});

test('a regional NAT gateway has the fields that it can fill, and says which one it is', () => {
  const { LogFormat: format } = flowLogOf(FlowLogTarget.regionalNatGateway(NAT_GATEWAY));
  expect(format).toContain('${resource-id}');
  for (const empty of ['interface-id', 'instance-id', 'subnet-id'])
    expect(format).not.toContain(`{${empty}}`);
});

describe('failing choices for a transit gateway', () => {
  const target = FlowLogTarget.transitGateway(TRANSIT_GATEWAY);
  const { ACCEPT } = ec2.FlowLogTrafficType;
  const { ONE_MINUTE, TEN_MINUTES } = ec2.FlowLogMaxAggregationInterval;

  test('fails with a choice of traffic, and with ten minutes', () => {
    const props = { target, trafficType: ACCEPT, maxAggregationInterval: TEN_MINUTES };
    expect(() => newFlowLogs(newStack(), props)).toThrow(
      new Error(
        'Network/FlowLogs: trafficType is ACCEPT, but transit gateways log all traffic: leave it out; ' +
          'maxAggregationInterval is 600 seconds, but transit gateways take 60 alone: leave it out',
      ),
    );
  });

  test('takes the one minute that it would take anyway', () => {
    expect(() => newFlowLogs(newStack(), { target, maxAggregationInterval: ONE_MINUTE })).not.toThrow();
  });

  test('fails with fields of interfaces', () => {
    const format = LogFormat.parse('${version} ${interface-id} ${action}');
    expect(() => newFlowLogs(newStack(), { target, format })).toThrow(
      new Error(
        'Network/FlowLogs: format has fields that no flow log of a TransitGateway writes: ${interface-id}, ${action}',
      ),
    );
  });
});
