import { Stack } from 'aws-cdk-lib';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FirehoseReceiverRole, FlowLogDestination, FlowLogTarget } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { warnings } from '../../../../support/annotations';
import { ACCOUNT, newApp, newFlowLogs } from '../../../../support/cdk-apps';
import { PlainTemplate } from '../../../../support/plain-template';
import { HOMES, OTHER_ACCOUNT } from '../../../../support/policy-requests';

const SOURCE_NAME = /^FlowLogDeliverySource-[A-Za-z0-9]+-[a-z0-9-]+$/;
const RECEIVER_NAME = /^AWSLogDeliveryFirehoseCrossAccountRole-[A-Za-z0-9]+-[a-z0-9-]+$/;

describe.each(HOMES)(
  'a delivery stream in another account of $partition',
  ({ partition, region, account }) => {
    const streamArn = `arn:${partition}:firehose:${region}:${OTHER_ACCOUNT}:deliverystream/siem`;
    const app = newApp({ flags: partition !== 'aws' });
    const security = new Stack(app, 'Security', { env: { account: OTHER_ACCOUNT, region } });
    const deliveryStream = new firehose.DeliveryStream(security, 'Stream', {
      deliveryStreamName: 'siem',
      destination: new firehose.S3Bucket(new s3.Bucket(security, 'Archive')),
    });
    const { roleArn } = new FirehoseReceiverRole(security, 'Receiver', {
      deliveryStream,
      sourceAccounts: [account, '333333333333'],
    });
    const network = new Stack(app, 'Network', { env: { account, region } });
    const flowLogs = newFlowLogs(network, {
      target: FlowLogTarget.transitGateway('tgw-0123456789abcdef0'),
      destination: FlowLogDestination.toFirehoseInAccount({
        deliveryStreamArn: streamArn,
        receiverRoleArn: roleArn,
      }),
    });
    const here = PlainTemplate.of(network);
    const there = PlainTemplate.of(security);
    const source = here.id('AWS::IAM::Role');
    const receiver = there.the('AWS::IAM::Role', 'Receiver').Properties.RoleName;
    const receiverArn = `arn:${partition}:iam::${OTHER_ACCOUNT}:role/${receiver}`;

    test('is set with both roles, and the flow log depends on the policy of the first', () => {
      const { Properties, DependsOn } = here.the('AWS::EC2::FlowLog');
      expect(Properties).toMatchObject({
        LogDestinationType: 'kinesis-data-firehose',
        LogDestination: streamArn,
        DeliverLogsPermissionArn: `<${source}.Arn>`,
        DeliverCrossAccountRole: receiverArn,
      });
      expect(DependsOn).toEqual([here.id('AWS::IAM::Policy')]);
      expect(warnings(flowLogs)).toEqual([]);
    });

    test('has roles with the required name prefixes and valid lengths', () => {
      for (const [name, pattern] of [
        [here.the('AWS::IAM::Role').Properties.RoleName, SOURCE_NAME],
        [receiver, RECEIVER_NAME],
      ] as const) {
        expect(name).toMatch(pattern);
        expect(String(name).length).toBeLessThanOrEqual(64);
      }
    });

    test('has a source role that only log delivery can assume and be passed, for this target only', () => {
      expect(here.trust()).toEqual([
        {
          Effect: 'Allow',
          Principal: { Service: 'delivery.logs.amazonaws.com' },
          Action: ['sts:AssumeRole'],
          Condition: { StringEqualsIfExists: { 'aws:SourceAccount': account } },
        },
      ]);
      expect(here.statements('AWS::IAM::Policy')).toEqual([
        {
          Effect: 'Allow',
          Action: ['iam:PassRole'],
          Resource: [`<${source}.Arn>`],
          Condition: {
            StringEquals: { 'iam:PassedToService': 'delivery.logs.amazonaws.com' },
            StringLike: {
              'iam:AssociatedResourceARN': `arn:${partition}:ec2:${region}:${account}:transit-gateway/tgw-0123456789abcdef0`,
            },
          },
        },
        {
          Effect: 'Allow',
          Action: [
            'logs:CreateLogDelivery',
            'logs:DeleteLogDelivery',
            'logs:GetLogDelivery',
            'logs:ListLogDeliveries',
          ],
          Resource: ['*'],
        },
        { Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [receiverArn] },
      ]);
    });

    test('has a receiving role for the source roles of the given accounts and one stream', () => {
      const accounts = [account, '333333333333'];
      expect(there.trust('Receiver')).toEqual([
        {
          Effect: 'Allow',
          Principal: { AWS: accounts.map((id) => `arn:${partition}:iam::${id}:root`) },
          Action: ['sts:AssumeRole'],
          Condition: {
            ArnLike: { 'aws:PrincipalArn': [`arn:${partition}:iam::*:role/FlowLogDeliverySource*`] },
          },
        },
      ]);
      const linked = 'aws-service-role/delivery.logs.amazonaws.com/AWSServiceRoleForLogDelivery';
      const stream = there.id('AWS::KinesisFirehose::DeliveryStream');
      expect(there.statements('AWS::IAM::Policy', 'Receiver')).toEqual([
        {
          Effect: 'Allow',
          Action: ['iam:CreateServiceLinkedRole'],
          Resource: [`arn:${partition}:iam::${OTHER_ACCOUNT}:role/${linked}`],
          Condition: { StringEquals: { 'iam:AWSServiceName': 'delivery.logs.amazonaws.com' } },
        },
        { Effect: 'Allow', Action: ['firehose:TagDeliveryStream'], Resource: [`<${stream}.Arn>`] },
      ]);
      expect(there.the('AWS::KinesisFirehose::DeliveryStream').Properties.Tags).toEqual([
        { Key: 'LogDeliveryEnabled', Value: 'true' },
      ]);
    });
  },
);

test('stacks with the same name in two regions have roles with different names', () => {
  const names = ['us-east-1', 'ap-northeast-1', undefined].map((region) => {
    const env = region === undefined ? undefined : { account: ACCOUNT, region };
    const stack = new Stack(newApp(), 'Network', { env });
    newFlowLogs(stack, { destination: destinationWith({}) });
    return PlainTemplate.of(stack).the('AWS::IAM::Role').Properties.RoleName;
  });
  expect(names).toEqual([
    expect.stringMatching(/-us-east-1$/),
    expect.stringMatching(/-ap-northeast-1$/),
    expect.stringMatching(/-<AWS::Region>$/),
  ]);
});

test('an imported stream of the receiving account gives a warning with the tag to add', () => {
  const stack = new Stack(newApp(), 'Security');
  const arn = 'arn:aws:firehose:us-east-1:123456789012:deliverystream/siem';
  const deliveryStream = firehose.DeliveryStream.fromDeliveryStreamArn(stack, 'Stream', arn);
  const receiver = new FirehoseReceiverRole(stack, 'Receiver', { deliveryStream, sourceAccounts: [ACCOUNT] });
  expect(warnings(receiver)).toEqual([expect.stringMatching(/add the tag LogDeliveryEnabled = true/)]);
});

describe('invalid cross-account streams', () => {
  const env = { account: ACCOUNT, region: 'us-east-1' };
  const role = 'AWSLogDeliveryFirehoseCrossAccountRole';

  test.each([
    [
      { deliveryStreamArn: `arn:aws:firehose:us-east-1:${ACCOUNT}:deliverystream/siem` },
      `deliveryStreamArn is arn:aws:firehose:us-east-1:${ACCOUNT}:deliverystream/siem, in the account of the flow log: use toFirehose`,
    ],
    [
      { deliveryStreamArn: 'siem' },
      'deliveryStreamArn is "siem": expected an ARN such as arn:aws:firehose:eu-west-1:111111111111:deliverystream/name',
    ],
    [
      { receiverRoleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/MyRole` },
      `receiverRoleArn is "arn:aws:iam::${OTHER_ACCOUNT}:role/MyRole": expected the ARN of a role whose name begins ` +
        `with ${role}. Create it with FirehoseReceiverRole in the account of the stream`,
    ],
    [
      { receiverRoleArn: role },
      `receiverRoleArn is "${role}": expected the ARN of a role whose name begins with ${role}. ` +
        'Create it with FirehoseReceiverRole in the account of the stream',
    ],
  ])('are rejected: %j', (options, problem) => {
    const stack = new Stack(newApp(), 'Network', { env });
    expect(() => newFlowLogs(stack, { destination: destinationWith(options) })).toThrow(
      new Error(`Network/FlowLogs: ${problem}`),
    );
  });

  test('do not include a role with a path', () => {
    const receiverRoleArn = `arn:aws:iam::${OTHER_ACCOUNT}:role/logs/${role}-1`;
    const destination = destinationWith({ receiverRoleArn });
    expect(() => newFlowLogs(new Stack(newApp(), 'Network', { env }), { destination })).not.toThrow();
  });

  test.each([
    [[], 'sourceAccounts is empty: list the accounts that send flow logs'],
    [['12345'], 'sourceAccounts contains "12345": an account id has 12 digits'],
  ])('are rejected: the sending accounts %j', (sourceAccounts, problem) => {
    const stack = new Stack(newApp(), 'Security', { env });
    const arn = `arn:aws:firehose:us-east-1:${ACCOUNT}:deliverystream/siem`;
    const deliveryStream = firehose.DeliveryStream.fromDeliveryStreamArn(stack, 'Stream', arn);
    expect(() => new FirehoseReceiverRole(stack, 'Receiver', { deliveryStream, sourceAccounts })).toThrow(
      new Error(`Security/Receiver: ${problem}`),
    );
  });
});

function destinationWith(options: {
  deliveryStreamArn?: string;
  receiverRoleArn?: string;
}): FlowLogDestination {
  return FlowLogDestination.toFirehoseInAccount({
    deliveryStreamArn: `arn:aws:firehose:us-east-1:${OTHER_ACCOUNT}:deliverystream/siem`,
    receiverRoleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/AWSLogDeliveryFirehoseCrossAccountRole-1`,
    ...options,
  });
}
