import { Fn, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLogDestination, FlowLogTarget, VpcFlowLogs, type VpcFlowLogsProps } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { newApp, newStack } from '../../support/cdk-apps';
import { PlainTemplate } from '../../support/plain-template';

/** Flow logs of the first private subnets of a VPC with three zones. */
function flowLogsOf(count: number, props: Omit<VpcFlowLogsProps, 'target'> = {}, stack = newStack()) {
  const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b', 'c'], natGateways: 0 });
  const target = FlowLogTarget.subnets(vpc.isolatedSubnets.slice(0, count));
  const flowLogs = new VpcFlowLogs(stack, 'FlowLogs', { target, ...props });
  return { stack, vpc, flowLogs, template: PlainTemplate.of(stack) };
}

describe('several subnets', () => {
  test('have a flow log each, with one role, one log group and one set of saved queries', () => {
    const { template, flowLogs, stack } = flowLogsOf(3, {
      destination: FlowLogDestination.toCloudWatchLogs(),
    });
    const all = template.all('AWS::EC2::FlowLog');
    const subnets = template.all('AWS::EC2::Subnet', 'VpcIsolated').map(([id]) => `<${id}>`);
    expect(subnets).toHaveLength(3);
    expect(all.map(([, { Properties }]) => [Properties.ResourceType, Properties.ResourceId])).toEqual(
      subnets.map((id) => ['Subnet', id]),
    );
    expect(template.all('AWS::IAM::Role', 'FlowLogs')).toHaveLength(1);
    expect(template.all('AWS::Logs::LogGroup')).toHaveLength(1);
    expect(template.all('AWS::IAM::Policy')).toHaveLength(1);
    const one = flowLogsOf(1, { destination: FlowLogDestination.toCloudWatchLogs() });
    expect(template.all('AWS::Logs::QueryDefinition')).toHaveLength(
      one.template.all('AWS::Logs::QueryDefinition').length,
    );
    const ids: unknown = stack.resolve(flowLogs.flowLogIds);
    expect(ids).toEqual(all.map(([id]) => ({ 'Fn::GetAtt': [id, 'Id'] })));
    expect(flowLogs.flowLogId).toBe(flowLogs.flowLogIds[0]);
  });

  test('have a flow log each in each of several destinations', () => {
    const { template, flowLogs } = flowLogsOf(2, {
      destinations: [FlowLogDestination.toCloudWatchLogs(), FlowLogDestination.toCloudWatchLogs()],
    });
    expect(flowLogs.flowLogIds).toHaveLength(4);
    const pairs = template
      .all('AWS::EC2::FlowLog')
      .map(([, { Properties }]) => `${Properties.ResourceId} ${Properties.LogGroupName}`);
    expect(new Set(pairs).size).toBe(4);
  });

  test('share the lake and its raw table', () => {
    const { template } = flowLogsOf(3);
    expect(template.all('AWS::S3::Bucket')).toHaveLength(2);
    expect(template.all('AWS::Glue::Table', 'FlowLakeTablesraw')).toHaveLength(1);
    expect(
      template.statements('AWS::S3::BucketPolicy', 'FlowLakeRaw').filter(({ Effect }) => Effect === 'Allow'),
    ).toHaveLength(2);
  });

  test('have ids that do not depend on the other subnets of the list', () => {
    const idsOf = (select: (subnets: ec2.ISubnet[]) => ec2.ISubnet[]) => {
      const stack = newStack();
      const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b', 'c'], natGateways: 0 });
      new VpcFlowLogs(stack, 'FlowLogs', { target: FlowLogTarget.subnets(select(vpc.isolatedSubnets)) });
      const all = PlainTemplate.of(stack).all('AWS::EC2::FlowLog');
      return new Map(all.map(([id, { Properties }]) => [String(Properties.ResourceId), id]));
    };
    const all = idsOf((subnets) => subnets);
    const some = idsOf(([first, , third]) => [third, first] as ec2.ISubnet[]);
    expect(some.size).toBe(2);
    for (const [subnet, id] of some) expect(all.get(subnet)).toBe(id);
    expect([...all.values()]).toContainEqual(
      expect.stringMatching(/^FlowLogsResourceNetworkVpcIsolatedSubnet1[0-9A-F]{8}$/),
    );
  });

  test('have the same ids in each stage of an app', () => {
    const app = newApp();
    const ids = ['Dev', 'Prod'].map((name) => {
      const { template } = flowLogsOf(2, {}, new Stack(new Stage(app, name), 'Network'));
      return template.all('AWS::EC2::FlowLog').map(([id]) => id);
    });
    expect(ids[0]).toHaveLength(2);
    expect(ids[0]).toEqual(ids[1]);
  });

  test('may be passed to the delivery role of a stream in another account, and nothing else', () => {
    const stack = new Stack(newApp(), 'Network', { env: { account: '222222222222', region: 'eu-west-1' } });
    const subnet = (id: string) => ec2.Subnet.fromSubnetId(stack, id, `subnet-0123456789abcde${id}`);
    new VpcFlowLogs(stack, 'FlowLogs', {
      target: FlowLogTarget.subnets([subnet('f0'), subnet('f1')]),
      destination: FlowLogDestination.toFirehoseInAccount({
        deliveryStreamArn: 'arn:aws:firehose:eu-west-1:111111111111:deliverystream/flow-logs',
        receiverRoleArn: 'arn:aws:iam::111111111111:role/AWSLogDeliveryFirehoseCrossAccountRole-FlowLogs',
      }),
    });
    const [pass] = PlainTemplate.of(stack).statements('AWS::IAM::Policy');
    expect(pass?.Condition?.StringLike).toEqual({
      'iam:AssociatedResourceARN': ['f0', 'f1'].map(
        (id) => `arn:aws:ec2:eu-west-1:222222222222:subnet/subnet-0123456789abcde${id}`,
      ),
    });
  });
});

describe('a list of subnets', () => {
  const bucketOf = (stack: Stack) => FlowLogDestination.toS3(new s3.Bucket(stack, 'Bucket'));

  test('is rejected if it contains a subnet twice', () => {
    const stack = newStack();
    const [one, again] = ['One', 'Again'].map((id) =>
      ec2.Subnet.fromSubnetId(stack, id, 'subnet-0123456789abcdef0'),
    );
    const target = FlowLogTarget.subnets([one, again] as ec2.ISubnet[]);
    expect(() => new VpcFlowLogs(stack, 'FlowLogs', { target, destination: bucketOf(stack) })).toThrow(
      'Network/FlowLogs: target contains the subnet Network/Again twice: remove one of them',
    );
    const same = FlowLogTarget.subnets([one, one] as ec2.ISubnet[]);
    expect(
      () => new VpcFlowLogs(stack, 'Same', { target: same, destination: bucketOf(new Stack()) }),
    ).toThrow('target contains the subnet Network/One twice: remove one of them');
  });

  test('is rejected if its ids are known at deployment only', () => {
    const stack = newStack();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: ['a'],
      privateSubnetIds: Fn.split(',', Fn.importValue('Subnets')),
    });
    const target = FlowLogTarget.subnets(vpc.privateSubnets);
    expect(() => new VpcFlowLogs(stack, 'FlowLogs', { target, destination: bucketOf(stack) })).toThrow(
      'Network/FlowLogs: target contains Network/Vpc/PrivateSubnet1, whose id is a list that is known at deployment only: ' +
        'the construct creates one flow log for each subnet, so pass subnets with separate ids',
    );
  });

  test('has an error annotation if it is empty: an app that looks up its VPC must be able to synthesize', () => {
    const { stack, template, flowLogs } = flowLogsOf(0);
    expect(template.all('AWS::EC2::FlowLog')).toEqual([]);
    expect(flowLogs.flowLogIds).toEqual([]);
    Annotations.fromStack(stack).hasError(
      '/Network/FlowLogs',
      Match.stringLikeRegexp('target has no subnets: select at least one'),
    );
  });
});
