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

function made(props: VpcFlowLogsProps) {
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
])('the format %s is written whole, and no tag is asked for', (_, format) => {
  const { properties, flowLogs } = made({ format });
  expect(properties.LogFormat).toBe(format.names.map((name) => `\${${name}}`).join(' '));
  expect(properties).not.toHaveProperty('TagFieldSpecifications');
  expect(warnings(flowLogs)).toEqual([]);
});

describe('tags', () => {
  test('are asked for by resource and key, and fill fields by the position of the key', () => {
    const format = LogFormat.AWS_DEFAULT.withTags(
      { resource: AUTO_SCALING_GROUP, keys: ['Environment'] },
      { resource: INSTANCE, keys: ['Team', 'Service'] },
      { resource: NETWORK_INTERFACE, keys: ['Name'] },
    );
    const { properties } = made({ format });
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

  test('fill fields that are in the format already, where they stand', () => {
    const format = LogFormat.of(VpcField.INSTANCE_TAG, VpcField.SRCADDR).withTags({
      resource: INSTANCE,
      keys: ['Team'],
    });
    expect(made({ format }).properties.LogFormat).toBe('${instance-tag} ${srcaddr}');
  });

  test('of Auto Scaling groups are noted to need a trail', () => {
    const needsTrail =
      /^tags of Auto Scaling groups are written only where the account has a CloudTrail trail/;
    const format = LogFormat.AWS_DEFAULT.withTags({ resource: AUTO_SCALING_GROUP, keys: ['a'] });
    expect(notes(made({ format }).flowLogs)).toContainEqual(expect.stringMatching(needsTrail));
    const other = LogFormat.AWS_DEFAULT.withTags({ resource: INSTANCE, keys: ['a'] });
    expect(notes(made({ format: other }).flowLogs)).not.toContainEqual(expect.stringMatching(needsTrail));
  });

  test('fails with a second tag field and one key', () => {
    const format = LogFormat.of(VpcField.INSTANCE_TAG, VpcField.INSTANCE_TAG_2).withTags({
      resource: INSTANCE,
      keys: ['Team'],
    });
    expect(() => made({ format })).toThrow(
      new Error(
        'Network/FlowLogs: format has ${instance-tag-2}, but no tag key is chosen for them: say which with ' +
          'format.withTags(...), or leave them out',
      ),
    );
  });

  test('fails with tags of a resource for whose kind AWS has no such fields', () => {
    const format = LogFormat.AWS_DEFAULT.withTags({ resource: INSTANCE, keys: ['Team'] });
    expect(() => made({ format, target: TRANSIT_GATEWAY })).toThrow('${instance-tag}');
  });
});

describe('a custom format', () => {
  test('may name what this version does not know, with a warning that may know better', () => {
    const format = LogFormat.custom('${srcaddr} ${brand-new} ${dstadr}');
    const { properties, flowLogs } = made({ format });
    expect(properties.LogFormat).toBe('${srcaddr} ${brand-new} ${dstadr}');
    expect(warnings(flowLogs)).toEqual([
      expect.stringMatching(
        /^this version does not know \$\{brand-new\}, \$\{dstadr\} \(did you mean \$\{dstaddr\}\?\): AWS must know them/,
      ),
    ]);
  });

  test('of known fields gives none', () => {
    expect(warnings(made({ format: LogFormat.custom('${srcaddr} ${dstaddr}') }).flowLogs)).toEqual([]);
  });
});

describe('a regional NAT gateway', () => {
  test('has no interface: which fields stay empty is noted for a format of your own', () => {
    const { flowLogs } = made({ target: NAT_GATEWAY, format: LogFormat.AWS_DEFAULT });
    expect(notes(flowLogs)).toContainEqual(
      expect.stringMatching(/^a regional NAT gateway has no network interface.*: \$\{interface-id\}/),
    );
  });

  test('has a default format without them', () => {
    expect(notes(made({ target: NAT_GATEWAY }).flowLogs).join()).not.toContain('always be empty');
  });
});

describe('failing formats', () => {
  test('fails with fields of transit gateways for an interface', () => {
    const format = LogFormat.of(TgwField.TGW_ID);
    expect(() => made({ format })).toThrow(
      new Error(
        'Network/FlowLogs: format has fields of transit gateways, which no VPC flow log writes: ${tgw-id}',
      ),
    );
  });

  test('takes for a transit gateway what both kinds have, in any order', () => {
    const format = LogFormat.parse('${dstaddr} ${srcaddr} ${flow-direction}');
    expect(made({ format, target: TRANSIT_GATEWAY }).properties.LogFormat).toBe(format.toString());
  });
});
