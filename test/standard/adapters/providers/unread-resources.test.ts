import { describe, expect, test } from 'vitest';
import { ARM_TEMPLATE } from '../../../../standard/adapters/arm/template-adapter';
import { PREVIEW } from '../../../../standard/adapters/pulumi/preview';
import { CONFIGURATION } from '../../../../standard/adapters/terraform/configuration';
import { notUnderstood, type ResourceModel } from '../../../../standard/facts';
import { CoverageIndex } from '../../../../standard/rule-support/coverage-index';

const INPUT = { path: 'main.tf.json', directory: '.', unit: { name: '', artifact: 'main.tf.json' } };

const read = (resource: object, variable: object = {}) => CONFIGURATION.read({ resource, variable }, INPUT);

function coverage(model: ResourceModel): Record<string, string> {
  const index = new CoverageIndex(model);
  return Object.fromEntries(model.networks.map((each) => [each.title, index.of(each, true).coverage]));
}
const unread = (model: ResourceModel) => model.unread.map(({ subject }) => subject.title);

const aws_vpc = { main: { cidr_block: '10.0.0.0/16' } };
const azurerm_virtual_network = {
  hub: { name: 'hub', resource_group_name: 'network', location: 'westeurope' },
};
const template = (type: string) => JSON.stringify({ Resources: { R: { Type: type } } });

describe('the provider awscc', () => {
  test('networks and flow logs are those of the provider aws', () => {
    const model = read({
      awscc_ec2_vpc: { a: {}, b: {} },
      awscc_ec2_flow_log: {
        log: {
          resource_id: '${awscc_ec2_vpc.a.id}',
          resource_type: 'VPC',
          traffic_type: 'REJECT',
          deliver_logs_permission_arn: 'arn:aws:iam::111111111111:role/r',
        },
      },
    });
    expect(coverage(model)).toMatchObject({ 'awscc_ec2_vpc.b': 'none' });
    expect(model.flowLogs).toMatchObject([
      {
        title: 'awscc_ec2_flow_log.log',
        target: { value: model.networks[0]?.address },
        targetKind: { value: 'VPC' },
        traffic: { value: 'REJECT' },
        deliveryRole: { value: true },
      },
    ]);
  });

  test('an unknown type of target makes the target unknown', () => {
    const log = { resource_id: '${aws_vpc.main.id}', resource_type: '${var.kind}' };
    const model = read({ aws_vpc, awscc_ec2_flow_log: { log } }, { kind: {} });
    expect(model.flowLogs[0]?.target.known).toBe(false);
  });

  test('aws-native of Pulumi', () => {
    const step = (type: string, inputs: object) => {
      const urn = `urn:pulumi:dev::app::${type}::x`;
      return { op: 'create', urn, newState: { urn, type, custom: true, inputs } };
    };
    const model = PREVIEW.read(
      {
        steps: [
          step('aws-native:ec2:Vpc', {}),
          step('aws-native:ec2:FlowLog', {
            resourceId: 'vpc-1',
            resourceType: 'VPC',
            trafficType: 'ALL',
          }),
        ],
      },
      INPUT,
    );
    expect(model.networks).toHaveLength(1);
    expect(model.flowLogs[0]?.target).toMatchObject({ value: 'vpc-1' });
  });
});

describe('resources that are not read', () => {
  test.each<[string, object, boolean]>([
    ['a stack with a flow log', { template_body: template('AWS::EC2::FlowLog') }, true],
    ['a stack with an unknown template', { template_url: 'https://example.com/t.json' }, true],
    ['a stack with a network', { template_body: template('AWS::EC2::VPC') }, false],
  ])('%s', (_, body, mayLog) => {
    const aws_cloudformation_stack = { net: { name: 'net', ...body } };
    expect(notUnderstood(read({ aws_cloudformation_stack }))).not.toEqual([]);
    const model = read({ aws_vpc, aws_cloudformation_stack });
    expect(unread(model)).toEqual(['aws_cloudformation_stack.net']);
    expect(coverage(model)).toEqual({ 'aws_vpc.main': mayLog ? 'unknown' : 'none' });
  });

  test('a stack without networks and flow logs is no part', () => {
    const aws_cloudformation_stack = { net: { template_body: template('AWS::SNS::Topic') } };
    const model = read({ aws_vpc, aws_cloudformation_stack });
    expect([unread(model), coverage(model)]).toEqual([[], { 'aws_vpc.main': 'none' }]);
  });

  test.each<[string, object]>([
    ['azapi_resource_action', { action: 'configureFlowLog', type: 'Microsoft.Network/networkWatchers@1' }],
    ['azapi_resource', { type: '${var.type}', body: {} }],
    ['azapi_update_resource', { type: '${var.type}', body: {} }],
    ['azapi_resource', { type: 'Microsoft.Resources/deploymentStacks@2024-03-01', body: {} }],
    ['azapi_resource', { type: 'Microsoft.Resources/deployments@2024-03-01', body: {} }],
  ])('%s %j', (type, part) => {
    const model = read({ azurerm_virtual_network, [type]: { part } }, { type: {} });
    expect(unread(model)).toEqual([`${type}.part`]);
    expect(coverage(model)).toEqual({ 'azurerm_virtual_network.hub': 'unknown' });
  });

  test('a deployment stack in an ARM template', () => {
    const resources = [{ type: 'Microsoft.Resources/deploymentStacks', apiVersion: '1', name: 'net' }];
    const model = ARM_TEMPLATE.read({ contentVersion: '1.0.0.0', resources }, INPUT);
    expect(unread(model)).toEqual(['net']);
  });
});

test('azapi needs no version of the API', () => {
  const type = 'Microsoft.Network/virtualNetworks@${var.api}';
  const model = read({ azapi_resource: { hub: { type, name: 'hub', body: {} } } }, { api: {} });
  expect([unread(model), coverage(model)]).toEqual([[], { 'azapi_resource.hub': 'none' }]);
});

test('default subnets belong to the default VPC', () => {
  const aws_default_subnet = { a: { availability_zone: 'eu-west-1a' } };
  const parentIn = (resource: object) => read(resource).networks.at(-1)?.parent;
  expect(parentIn({ aws_default_vpc: { d: {} }, aws_default_subnet })).toMatchObject({
    value: read({ aws_default_vpc: { d: {} } }).networks[0]?.address,
  });
  expect(parentIn({ aws_default_subnet })?.known).toBe(false);
});
