import {
  FlowLogTarget,
  LogFormat,
  TaggedResource,
  TgwField,
  VpcField,
  type VpcFlowLogsProps,
} from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { notes, warnings } from '../../support/annotations';
import { newFlowLogs, newStack } from '../../support/cdk-apps';
import { PlainTemplate } from '../../support/plain-template';

const NAT_GATEWAY = FlowLogTarget.regionalNatGateway('nat-0123456789abcdef0');
const TRANSIT_GATEWAY = FlowLogTarget.transitGateway('tgw-0123456789abcdef0');
const { INSTANCE, NETWORK_INTERFACE, AUTO_SCALING_GROUP } = TaggedResource;

function synthesized(props: VpcFlowLogsProps) {
  const stack = newStack();
  const flowLogs = newFlowLogs(stack, props);
  return { flowLogs, properties: PlainTemplate.of(stack).the('AWS::EC2::FlowLog').Properties };
}

test.each([
  ['AWS_DEFAULT', LogFormat.AWS_DEFAULT],
  ['RECOMMENDED', LogFormat.RECOMMENDED],
  ['ECS', LogFormat.ECS],
  ['SECURITY', LogFormat.SECURITY],
  ['EVERYTHING', LogFormat.EVERYTHING],
])('the format %s has all its fields and no tag specifications', (_, format) => {
  const { properties, flowLogs } = synthesized({ format });
  expect(properties.LogFormat).toBe(format.names.map((name) => `\${${name}}`).join(' '));
  expect(properties).not.toHaveProperty('TagFieldSpecifications');
  expect(warnings(flowLogs)).toEqual([]);
});

describe('tags', () => {
  test('are specified by resource and key, and fill fields by the position of the key', () => {
    const format = LogFormat.AWS_DEFAULT.withTags(
      { resource: AUTO_SCALING_GROUP, keys: ['Environment'] },
      { resource: INSTANCE, keys: ['Team', 'Service'] },
      { resource: NETWORK_INTERFACE, keys: ['Name'] },
    );
    const { properties } = synthesized({ format });
    expect(properties.TagFieldSpecifications).toEqual([
      { ResourceType: 'auto-scaling-group', TagKeys: ['Environment'] },
      { ResourceType: 'instance', TagKeys: ['Team', 'Service'] },
      { ResourceType: 'network-interface', TagKeys: ['Name'] },
    ]);
    expect(String(properties.LogFormat).split(' ').slice(14)).toEqual([
      '${asg-tag}',
      '${instance-tag}',
      '${instance-tag-2}',
      '${interface-tag}',
    ]);
  });

  test('fill fields that the format already contains, at their position', () => {
    const format = LogFormat.of(VpcField.INSTANCE_TAG, VpcField.SRCADDR).withTags({
      resource: INSTANCE,
      keys: ['Team'],
    });
    expect(synthesized({ format }).properties.LogFormat).toBe('${instance-tag} ${srcaddr}');
  });

  test('of Auto Scaling groups give an info annotation about the required trail', () => {
    const needsTrail =
      /^AWS writes the tags of Auto Scaling groups only if the account has a CloudTrail trail/;
    const format = LogFormat.AWS_DEFAULT.withTags({ resource: AUTO_SCALING_GROUP, keys: ['a'] });
    expect(notes(synthesized({ format }).flowLogs)).toContainEqual(expect.stringMatching(needsTrail));
    const other = LogFormat.AWS_DEFAULT.withTags({ resource: INSTANCE, keys: ['a'] });
    expect(notes(synthesized({ format: other }).flowLogs)).not.toContainEqual(
      expect.stringMatching(needsTrail),
    );
  });

  test('are rejected if a second tag field has no key', () => {
    const format = LogFormat.of(VpcField.INSTANCE_TAG, VpcField.INSTANCE_TAG_2).withTags({
      resource: INSTANCE,
      keys: ['Team'],
    });
    expect(() => synthesized({ format })).toThrow(
      new Error(
        'Network/FlowLogs: format contains ${instance-tag-2} without a tag key: choose the keys with ' +
          'format.withTags(...) or remove the fields',
      ),
    );
  });

  test('are rejected for a transit gateway', () => {
    const format = LogFormat.AWS_DEFAULT.withTags({ resource: INSTANCE, keys: ['Team'] });
    expect(() => synthesized({ format, target: TRANSIT_GATEWAY })).toThrow('${instance-tag}');
  });
});

describe('a custom format', () => {
  test('gives a warning for unknown fields, with a suggestion', () => {
    const format = LogFormat.custom('${srcaddr} ${brand-new} ${dstadr}');
    const { properties, flowLogs } = synthesized({ format });
    expect(properties.LogFormat).toBe('${srcaddr} ${brand-new} ${dstadr}');
    expect(warnings(flowLogs)).toEqual([
      expect.stringMatching(
        /^format contains fields that this version does not know: \$\{brand-new\}, \$\{dstadr\} \(did you mean \$\{dstaddr\}\?\)\. Check that AWS/,
      ),
    ]);
  });

  test('of known fields gives no warning', () => {
    expect(warnings(synthesized({ format: LogFormat.custom('${srcaddr} ${dstaddr}') }).flowLogs)).toEqual([]);
  });
});

describe('a regional NAT gateway', () => {
  test('gives an info annotation with the empty fields of a chosen format', () => {
    const { flowLogs } = synthesized({ target: NAT_GATEWAY, format: LogFormat.AWS_DEFAULT });
    expect(notes(flowLogs)).toContainEqual(
      expect.stringMatching(/^a regional NAT gateway has no network interface.*: \$\{interface-id\}/),
    );
  });

  test('has a default format without empty fields', () => {
    expect(notes(synthesized({ target: NAT_GATEWAY }).flowLogs).join()).not.toContain('always empty');
  });
});

describe('the fields of a format', () => {
  test('of transit gateways are rejected for an interface', () => {
    const format = LogFormat.of(TgwField.TGW_ID);
    expect(() => synthesized({ format })).toThrow(
      new Error(
        'Network/FlowLogs: format contains transit gateway fields, which VPC flow logs do not support: ${tgw-id}',
      ),
    );
  });

  test('of both kinds are accepted for a transit gateway, in any order', () => {
    const format = LogFormat.parse('${dstaddr} ${srcaddr} ${flow-direction}');
    expect(synthesized({ format, target: TRANSIT_GATEWAY }).properties.LogFormat).toBe(format.toString());
  });
});
