import { CfnParameter } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { FlowLogDestination, FlowLogTarget, LogFormat, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { newFlowLogs, newStack, newVpc } from '../../support/cdk-apps';
import { PlainTemplate } from '../../support/plain-template';

const TRANSIT_GATEWAY = 'tgw-0123456789abcdef0';
const ATTACHMENT = 'tgw-attach-0123456789abcdef0';
const NAT_GATEWAY = 'nat-0123456789abcdef0';
const INTERFACE = 'eni-0123456789abcdef0';

/** The properties of a target's flow log. */
function flowLogOf(target: FlowLogTarget) {
  const stack = newStack();
  newFlowLogs(stack, { target });
  return PlainTemplate.of(stack).the('AWS::EC2::FlowLog').Properties;
}

test.each([
  ['NetworkInterface', INTERFACE, FlowLogTarget.networkInterface(INTERFACE)],
  ['RegionalNatGateway', NAT_GATEWAY, FlowLogTarget.regionalNatGateway(NAT_GATEWAY)],
])('a %s has a flow log of all traffic, every ten minutes', (ResourceType, ResourceId, target) => {
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
])('a %s has a flow log of its own 36 fields, every minute, without a traffic type', (type, id, target) => {
  const properties = flowLogOf(target);
  expect(properties).toMatchObject({ ResourceType: type, ResourceId: id, MaxAggregationInterval: 60 });
  expect(properties).not.toHaveProperty('TrafficType');
  expect(LogFormat.TRANSIT_GATEWAY.fields).toHaveLength(36);
  expect(properties.LogFormat).toBe(LogFormat.TRANSIT_GATEWAY.toString());
});

test('a VPC and a subnet are referenced by their ids', () => {
  const stack = newStack();
  const vpc = newVpc(stack);
  new VpcFlowLogs(stack, 'OfVpc', { vpc });
  newFlowLogs(
    stack,
    { target: FlowLogTarget.vpc(vpc), destination: FlowLogDestination.toCloudWatchLogs() },
    'OfTarget',
  );
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

test('an id can be a token', () => {
  const stack = newStack();
  const gateway = new CfnParameter(stack, 'Gateway').valueAsString;
  newFlowLogs(stack, { target: FlowLogTarget.transitGateway(gateway) });
  expect(PlainTemplate.of(stack).the('AWS::EC2::FlowLog').Properties.ResourceId).toBe('<Gateway>');
});

test('the default format of a regional NAT gateway has its id and no interface fields', () => {
  const { LogFormat: format } = flowLogOf(FlowLogTarget.regionalNatGateway(NAT_GATEWAY));
  expect(format).toContain('${resource-id}');
  for (const empty of ['interface-id', 'instance-id', 'subnet-id'])
    expect(format).not.toContain(`{${empty}}`);
});

describe('the props of a transit gateway', () => {
  const target = FlowLogTarget.transitGateway(TRANSIT_GATEWAY);
  const { ACCEPT } = ec2.FlowLogTrafficType;
  const { ONE_MINUTE, TEN_MINUTES } = ec2.FlowLogMaxAggregationInterval;

  test('reject a traffic type and ten minutes', () => {
    const props = { target, trafficType: ACCEPT, maxAggregationInterval: TEN_MINUTES };
    expect(() => newFlowLogs(newStack(), props)).toThrow(
      new Error(
        'Network/FlowLogs: trafficType is ACCEPT, but transit gateways always log all traffic: remove it; ' +
          'maxAggregationInterval is 600 seconds, but transit gateways support 60 seconds only: remove it',
      ),
    );
  });

  test('accept one minute', () => {
    expect(() => newFlowLogs(newStack(), { target, maxAggregationInterval: ONE_MINUTE })).not.toThrow();
  });

  test('reject fields of interfaces', () => {
    const format = LogFormat.parse('${version} ${interface-id} ${action}');
    expect(() => newFlowLogs(newStack(), { target, format })).toThrow(
      new Error(
        'Network/FlowLogs: format contains fields that flow logs of a TransitGateway do not support: ${interface-id}, ${action}',
      ),
    );
  });
});
