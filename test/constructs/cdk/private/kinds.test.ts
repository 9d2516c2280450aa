import { type Stack, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FirehoseReceiverRole, FlowLake, FlowLogDestination, FlowLogTarget } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { notes, warnings } from '../../../support/annotations';
import { ACCOUNT, newFlowLogs, newStack, newVpc } from '../../../support/cdk-apps';
import { PlainTemplate } from '../../../support/plain-template';

const DIGITS = '0123456789abcdef0';
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const KEY_ARN = `arn:aws:kms:us-east-1:${ACCOUNT}:key/${KEY_ID}`;

describe('the id of a target', () => {
  const { vpcById, networkInterface, transitGateway, transitGatewayAttachment, regionalNatGateway } =
    FlowLogTarget;
  const subnet = (id: string) => `FlowLogTarget.subnet(ec2.Subnet.fromSubnetId(this, 'Subnet', "${id}"))`;

  test.each<[string, FlowLogTarget, string]>([
    [
      'of a subnet',
      vpcById(`subnet-${DIGITS}`),
      `the target "subnet-${DIGITS}" is the id of a Subnet, not the id of a VPC: use ${subnet(`subnet-${DIGITS}`)}`,
    ],
    [
      'of an attachment',
      transitGateway(`tgw-attach-${DIGITS}`),
      `the target "tgw-attach-${DIGITS}" is the id of a TransitGatewayAttachment, not the id of a TransitGateway: use ` +
        `FlowLogTarget.transitGatewayAttachment("tgw-attach-${DIGITS}")`,
    ],
    [
      'of a gateway',
      transitGatewayAttachment(`tgw-${DIGITS}`),
      `the target "tgw-${DIGITS}" is the id of a TransitGateway, not the id of a TransitGatewayAttachment: use ` +
        `FlowLogTarget.transitGateway("tgw-${DIGITS}")`,
    ],
    [
      'in an ARN',
      vpcById(`arn:aws:ec2:eu-west-1:${ACCOUNT}:vpc/vpc-${DIGITS}`),
      `the target "arn:aws:ec2:eu-west-1:${ACCOUNT}:vpc/vpc-${DIGITS}" is an ARN, not the id of a VPC: use the id ` +
        `"vpc-${DIGITS}"`,
    ],
    [
      'in the ARN of another resource',
      networkInterface(`arn:aws:ec2:eu-west-1:${ACCOUNT}:subnet/subnet-${DIGITS}`),
      `the target "arn:aws:ec2:eu-west-1:${ACCOUNT}:subnet/subnet-${DIGITS}" is an ARN, not the id of a ` +
        `NetworkInterface: use ${subnet(`subnet-${DIGITS}`)}`,
    ],
    [
      'in upper case',
      regionalNatGateway('NAT-0123456789ABCDEF0'),
      'the target "NAT-0123456789ABCDEF0" is an id with upper-case letters or white space, not the id of a ' +
        `RegionalNatGateway: use the id "nat-${DIGITS}"`,
    ],
    [
      'with white space',
      vpcById(`vpc-${DIGITS}\n`),
      `the target "vpc-${DIGITS}\\n" is an id with upper-case letters or white space, not the id of a VPC: use the id ` +
        `"vpc-${DIGITS}"`,
    ],
    [
      'of an instance',
      vpcById(`i-${DIGITS}`),
      `the target "i-${DIGITS}" is no such id, not the id of a VPC: expected an id such as vpc-${DIGITS}`,
    ],
    [
      'of nothing',
      vpcById(''),
      `the target "" is no such id, not the id of a VPC: expected an id such as vpc-${DIGITS}`,
    ],
  ])('%s is an error', (_, target, text) => {
    expect(() => newFlowLogs(newStack(), { target })).toThrow(new Error(`Network/FlowLogs: ${text}`));
  });

  test('of a resource of another type in the app is an error', () => {
    const stack = newStack();
    const vpc = newVpc(stack);
    const [subnet] = vpc.publicSubnets as [ec2.ISubnet];
    expect(() => newFlowLogs(stack, { target: vpcById(subnet.subnetId) })).toThrow(
      'the target is the id of Network/Vpc/PublicSubnet1/Subnet, a Subnet, not the id of a VPC: use FlowLogTarget.' +
        "subnet(ec2.Subnet.fromSubnetId(this, 'Subnet', its id))",
    );
  });

  test('of a target of a class of one’s own has a type of CloudFormation', () => {
    const target: FlowLogTarget = {
      bind: () => ({ ...vpcById(`vpc-${DIGITS}`).bind(), resourceType: 'Vpc' }),
    };
    expect(() => newFlowLogs(newStack(), { target })).toThrow(
      'the resourceType of the target is "Vpc": expected one of VPC, Subnet, NetworkInterface, TransitGateway, ' +
        'TransitGatewayAttachment, RegionalNatGateway',
    );
  });

  test('that CDK has not looked up yet is valid', () => {
    const stack = newStack({ env: { account: ACCOUNT, region: 'us-east-1' } });
    const vpc = ec2.Vpc.fromLookup(stack, 'Vpc', { vpcId: `vpc-${DIGITS}` });
    newFlowLogs(stack, { target: FlowLogTarget.vpc(vpc) }, 'OfVpc');
    for (const [index, subnet] of [...vpc.publicSubnets, ...vpc.privateSubnets].entries())
      newFlowLogs(stack, { target: FlowLogTarget.subnet(subnet) }, `Of${index}`);
    newFlowLogs(stack, { target: networkInterface('dummy-value-for-/network/interface') }, 'OfParameter');
    expect(PlainTemplate.of(stack).all('AWS::EC2::FlowLog').length).toBeGreaterThan(3);
  });
});

describe('a log group', () => {
  const { INFREQUENT_ACCESS, DELIVERY } = logs.LogGroupClass;
  const own = (stack: Stack, logGroupClass: logs.LogGroupClass) =>
    new logs.LogGroup(stack, 'Own', {
      logGroupClass,
      ...(logGroupClass === DELIVERY ? {} : { retention: logs.RetentionDays.ONE_WEEK }),
    });

  test.each<[string, (stack: Stack) => logs.ILogGroup]>([
    ['of the app', (stack) => own(stack, INFREQUENT_ACCESS)],
    [
      'of an L1',
      (stack) => {
        const resource = new logs.CfnLogGroup(stack, 'Resource', { logGroupClass: INFREQUENT_ACCESS });
        return logs.LogGroup.fromLogGroupName(stack, 'Own', resource.ref);
      },
    ],
  ])('of infrequent access with a lake is an error: %s', (_, group) => {
    const stack = newStack();
    const destination = FlowLogDestination.toCloudWatchLogs({
      logGroup: group(stack),
      lake: FlowLake.ofStack(stack),
    });
    expect(() => newFlowLogs(stack, { destination })).toThrow(
      'log group Network/Own has the class INFREQUENT_ACCESS: the class does not support the subscription that sends ' +
        'records to the lake: use STANDARD, or deliver to the lake with toLake',
    );
  });

  test('of infrequent access without a lake is valid, and its saved queries use only commands that it supports', () => {
    const stack = newStack();
    const logGroup = own(stack, INFREQUENT_ACCESS);
    const flowLogs = newFlowLogs(stack, { destination: FlowLogDestination.toCloudWatchLogs({ logGroup }) });
    const saved = PlainTemplate.of(stack).all('AWS::Logs::QueryDefinition');
    expect(saved.length).toBeGreaterThan(0);
    // CloudWatch Logs User Guide, "Logs Insights QL commands supported in log classes"
    for (const [, { Properties }] of saved) {
      const commands = String(Properties.QueryString)
        .split('\n| ')
        .map((command) => command.split(' ')[0]);
      expect(commands.filter((name) => name === 'stats').length).toBeLessThanOrEqual(2);
      for (const name of ['pattern', 'diff', 'filterIndex', 'unmask']) expect(commands).not.toContain(name);
    }
    const [text] = notes(flowLogs).filter((note) => note.includes('stats commands'));
    expect(text).toContain(
      'of the class INFREQUENT_ACCESS can have at most 2 stats commands: top-talkers (4), ',
    );
  });

  test('of the class DELIVERY is an error', () => {
    const stack = newStack();
    const destination = FlowLogDestination.toCloudWatchLogs({ logGroup: own(stack, DELIVERY) });
    expect(() => newFlowLogs(stack, { destination })).toThrow(
      'log group Network/Own has the class DELIVERY: the class retains events for one day, has no queries, and is for ' +
        'Lambda logs only: use STANDARD or INFREQUENT_ACCESS',
    );
  });
});

describe('a delivery stream with a source', () => {
  const streams: [string, (stack: Stack) => firehose.IDeliveryStream][] = [
    [
      'an L2',
      (stack) =>
        new firehose.DeliveryStream(stack, 'Own', {
          source: new firehose.KinesisStreamSource(new kinesis.Stream(stack, 'Source')),
          destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Bucket')),
        }),
    ],
    [
      'an L1',
      (stack) => {
        const resource = new firehose.CfnDeliveryStream(stack, 'Resource', {
          deliveryStreamType: 'KinesisStreamAsSource',
        });
        return firehose.DeliveryStream.fromDeliveryStreamArn(stack, 'Own', resource.attrArn);
      },
    ],
  ];
  const text =
    'delivery stream Network/Own has the type KinesisStreamAsSource, so that its source alone ' +
    'writes to it: flow logs need a stream of the type DirectPut, which has no source';

  test.each(streams)('is an error as a destination: %s', (_, stream) => {
    const stack = newStack();
    const destination = FlowLogDestination.toFirehose(stream(stack));
    expect(() => newFlowLogs(stack, { destination })).toThrow(`Network/FlowLogs: ${text}`);
  });

  test.each(streams)('is an error as a receiver: %s', (_, stream) => {
    const stack = newStack();
    const deliveryStream = stream(stack);
    expect(
      () => new FirehoseReceiverRole(stack, 'Role', { deliveryStream, sourceAccounts: [ACCOUNT] }),
    ).toThrow(text);
  });
});

test('a delivery stream of the app that is passed by its ARN has the tag of log delivery', () => {
  const stack = newStack();
  const resource = new firehose.CfnDeliveryStream(stack, 'Resource', { deliveryStreamType: 'DirectPut' });
  Tags.of(resource).add('Team', 'network');
  const stream = firehose.DeliveryStream.fromDeliveryStreamArn(stack, 'Own', resource.attrArn);
  const flowLogs = newFlowLogs(stack, { destination: FlowLogDestination.toFirehose(stream) });
  expect(warnings(flowLogs)).toEqual([]);
  expect(PlainTemplate.of(stack).the('AWS::KinesisFirehose::DeliveryStream').Properties.Tags).toEqual([
    { Key: 'LogDeliveryEnabled', Value: 'true' },
    { Key: 'Team', Value: 'network' },
  ]);
});

describe('a bucket resource with a customer-managed key', () => {
  /** A bucket that is wrapped, or passed by its name. */
  function bucketWith(stack: Stack, kmsMasterKeyId: string, wrapped: boolean): s3.IBucket {
    const resource = new s3.CfnBucket(stack, 'Own', {
      bucketEncryption: {
        serverSideEncryptionConfiguration: [
          { serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId } },
        ],
      },
    });
    return wrapped
      ? s3.Bucket.fromCfnBucket(resource)
      : s3.Bucket.fromBucketName(stack, 'Bucket', resource.ref);
  }
  const keyPolicy = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' },
    ],
  };
  const keySids = (stack: Stack) => {
    const [first, ...others] = PlainTemplate.of(stack).statements('AWS::KMS::Key');
    expect(first).toMatchObject({ Action: expect.anything() });
    return others.map(({ Sid }) => Sid);
  };

  test.each<[string, boolean, (stack: Stack) => string]>([
    ['a key resource, wrapped', true, (stack) => new kms.CfnKey(stack, 'Key', { keyPolicy }).attrArn],
    ['a key resource, by name', false, (stack) => new kms.CfnKey(stack, 'Key', { keyPolicy }).attrArn],
    ['a key construct, by name', false, (stack) => new kms.Key(stack, 'Key').keyArn],
  ])('grants log delivery the use of the key: %s', (_, wrapped, key) => {
    const stack = newStack();
    newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucketWith(stack, key(stack), wrapped)) });
    expect(keySids(stack)).toEqual([expect.stringMatching(/^AWSLogDeliveryKey/)]);
  });

  test.each([true, false])(
    'that is not in the app prints the statements of the key (wrapped: %s)',
    (wrapped) => {
      const stack = newStack();
      const flowLogs = newFlowLogs(stack, {
        destination: FlowLogDestination.toS3(bucketWith(stack, KEY_ARN, wrapped)),
      });
      expect(warnings(flowLogs)).toContainEqual(
        expect.stringContaining(
          `this app does not manage the policy of key ${KEY_ARN}, and no flow log is delivered`,
        ),
      );
    },
  );

  const FIX = 'set the ARN of the key. The delivery service cannot write with a key id or an alias';

  test.each<[string, (stack: Stack) => string, string]>([
    ['an id', () => KEY_ID, `"${KEY_ID}"`],
    ['an alias', () => 'alias/own', '"alias/own"'],
    ['a reference', (stack) => new kms.CfnKey(stack, 'Key', { keyPolicy }).ref, 'the id of Network/Key'],
    [
      'a reference to an alias',
      (stack) => new kms.CfnAlias(stack, 'Alias', { aliasName: 'alias/own', targetKeyId: KEY_ID }).ref,
      'the alias of Network/Alias',
    ],
  ])('that %s names is an error', (_, key, shown) => {
    const stack = newStack();
    const bucket = bucketWith(stack, key(stack), true);
    expect(() => newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) })).toThrow(
      `Network/FlowLogs: the key of bucket ${bucket.node.path} is ${shown}: ${FIX}`,
    );
  });
});

test('a bucket whose key is an alias is an error', () => {
  const stack = newStack();
  const encryptionKey = kms.Alias.fromAliasName(stack, 'Alias', 'alias/own');
  const bucket = new s3.Bucket(stack, 'Own', { encryptionKey });
  expect(() => newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) })).toThrow(
    'Network/FlowLogs: the key of bucket Network/Own is the alias Network/Alias: pass the key that it refers to',
  );
});
