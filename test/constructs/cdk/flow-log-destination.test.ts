import { Stack, Token } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import {
  bucketStatements,
  type FlowLogSenders,
  keyStatements,
  mergedSenders,
  type PolicyStatementJson,
} from '../../../aws/policies';
import { warnings } from '../../support/annotations';
import { ACCOUNT, APP_VARIANTS, newApp, newStack, newVpc } from '../../support/cdk-apps';
import { environmentOf, PlainTemplate, sendersOf } from '../../support/plain-template';
import { OTHER_ACCOUNT } from '../../support/policy-requests';
import { thrownBy } from '../../support/thrown';

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

describe.each(APP_VARIANTS)('an existing bucket ($title)', ({ flags, env }) => {
  test('in the same stack: its policy allows the folder, and the flow log depends on it', () => {
    const stack = newStack({ flags, env });
    const bucket = new s3.Bucket(stack, 'Logs');
    const flowLogs = flowLogsTo(
      stack,
      FlowLogDestination.toS3(bucket, { prefix: 'network/prod', perHourPartition: true }),
    );
    const template = PlainTemplate.of(stack);
    const arn = `<${template.id('AWS::S3::Bucket')}.Arn>`;
    expect(allowed(template, 'AWS::S3::BucketPolicy')).toEqual(
      bucketStatements(sendersOf(stack), { arn, prefix: 'network/prod' }, ''),
    );
    expect(template.the('AWS::EC2::FlowLog')).toMatchObject({
      Properties: {
        LogDestination: `${arn}/network/prod/`,
        DestinationOptions: { PerHourPartition: true },
      },
      DependsOn: [template.id('AWS::S3::BucketPolicy')],
    });
    expect(template.all('AWS::Athena::WorkGroup')).toEqual([]);
    expect(warnings(flowLogs)).toEqual([]);
  });

  test('in another stack: its policy allows the folder, and its stack is deployed first', () => {
    const app = newApp({ flags });
    const storage = new Stack(app, 'Storage', { env });
    const bucket = new s3.Bucket(storage, 'Logs');
    const network = new Stack(app, 'Network', { env });
    const flowLogs = flowLogsTo(network, FlowLogDestination.toS3(bucket));
    const template = PlainTemplate.of(storage);
    expect(allowed(template, 'AWS::S3::BucketPolicy')).toEqual(
      bucketStatements(
        sendersOf(network),
        { arn: `<${template.id('AWS::S3::Bucket')}.Arn>`, prefix: '' },
        '',
      ),
    );
    expect(network.dependencies).toContain(storage);
    expect(warnings(flowLogs)).toEqual([]);
  });

  test('imported: a warning prints the statements to add', () => {
    const stack = newStack({ flags, env });
    const bucket = s3.Bucket.fromBucketName(stack, 'Logs', 'central-logs');
    const flowLogs = flowLogsTo(stack, FlowLogDestination.toS3(bucket, { prefix: 'network' }));
    const sender = printableSenders(stack);
    const [text, ...others] = warnings(flowLogs);
    expect(others).toEqual([]);
    expect(text).toMatch(
      /^this app does not manage the policy of bucket central-logs, and no flow log is delivered without these statements/,
    );
    expect(printed(text)).toEqual(
      bucketStatements(sender, { arn: `arn:${sender.partition}:s3:::central-logs`, prefix: 'network' }),
    );
    expect(stack.node.findAll().filter((child) => child instanceof s3.CfnBucketPolicy)).toEqual([]);
  });

  test('with a customer-managed key: its policy allows log delivery for this account and region only', () => {
    const stack = newStack({ flags, env });
    const encryptionKey = new kms.Key(stack, 'Key');
    const bucket = new s3.Bucket(stack, 'Logs', { encryptionKey });
    const flowLogs = flowLogsTo(stack, FlowLogDestination.toS3(bucket));
    const template = PlainTemplate.of(stack);
    const { partition, account, region } = environmentOf(stack);
    expect(allowed(template, 'AWS::KMS::Key')).toEqual([
      expect.objectContaining({ Principal: { AWS: `arn:${partition}:iam::${account}:root` } }),
      {
        Sid: expect.stringMatching(/^AWSLogDeliveryKey/),
        Effect: 'Allow',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        Resource: ['*'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:logs:${region}:${account}:*` },
        },
      },
    ]);
    expect(warnings(flowLogs)).toEqual([]);
  });

  test('with an imported key: a warning prints the statement to add to its policy', () => {
    const stack = newStack({ flags, env });
    const region = Token.isUnresolved(stack.region) ? 'us-east-1' : stack.region;
    const keyArn = `arn:aws:kms:${region}:${ACCOUNT}:key/${KEY_ID}`;
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', keyArn);
    const bucket = new s3.Bucket(stack, 'Logs', { encryptionKey });
    const flowLogs = flowLogsTo(stack, FlowLogDestination.toS3(bucket));
    const [text, ...others] = warnings(flowLogs);
    expect(others).toEqual([]);
    expect(text).toContain(`this app does not manage the policy of key ${keyArn}`);
    expect(printed(text)).toEqual(keyStatements(printableSenders(stack)));
  });
});

test('an imported bucket with an imported key gives a warning for each', () => {
  const stack = newStack({ env: { account: ACCOUNT, region: 'us-east-1' } });
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:us-east-1:${ACCOUNT}:key/${KEY_ID}`);
  const bucket = s3.Bucket.fromBucketAttributes(stack, 'Logs', { bucketName: 'central-logs', encryptionKey });
  const flowLogs = flowLogsTo(stack, FlowLogDestination.toS3(bucket));
  expect(
    warnings(flowLogs)
      .flatMap(printed)
      .map(({ Sid }) => Sid),
  ).toEqual([
    `AWSLogDeliveryWrite${ACCOUNT}useast1`,
    `AWSLogDeliveryAclCheck${ACCOUNT}useast1`,
    `AWSLogDeliveryKey${ACCOUNT}useast1`,
  ]);
});

test('the policy of a central bucket allows each account and region that sends to it', () => {
  const app = newApp();
  const central = new Stack(app, 'Central', { env: { account: ACCOUNT, region: 'us-east-1' } });
  const bucket = new s3.Bucket(central, 'Logs', { bucketName: 'central-logs' });
  const senders = [
    new Stack(app, 'Here', { env: { account: ACCOUNT, region: 'us-east-1' } }),
    new Stack(app, 'OtherRegion', { env: { account: ACCOUNT, region: 'eu-west-1' } }),
    new Stack(app, 'OtherAccount', { env: { account: OTHER_ACCOUNT, region: 'us-east-1' } }),
  ];
  for (const sender of senders) flowLogsTo(sender, FlowLogDestination.toS3(bucket));
  const statements = allowed(PlainTemplate.of(central), 'AWS::S3::BucketPolicy');
  const arn = `<${PlainTemplate.of(central).id('AWS::S3::Bucket')}.Arn>`;
  expect(statements).toEqual(
    bucketStatements(mergedSenders(senders.map(sendersOf)), { arn, prefix: '' }, ''),
  );
  expect(PlainTemplate.of(senders[2] as Stack).the('AWS::EC2::FlowLog').Properties).toMatchObject({
    LogDestination: expect.stringMatching(/^arn:.*:s3:::central-logs$/),
  });
});

test.each([undefined, { account: ACCOUNT, region: 'us-east-1' }])(
  'two folders of one bucket have statements with different ids (%j)',
  (env) => {
    const stack = newStack({ env });
    const bucket = new s3.Bucket(stack, 'Logs');
    flowLogsTo(stack, FlowLogDestination.toS3(bucket, { prefix: 'web' }), 'Web');
    flowLogsTo(stack, FlowLogDestination.toS3(bucket, { prefix: 'shop' }), 'Shop');
    const template = PlainTemplate.of(stack);
    const statements = allowed(template, 'AWS::S3::BucketPolicy');
    const arn = `<${template.id('AWS::S3::Bucket')}.Arn>`;
    const { account } = environmentOf(stack);
    expect(statements.flatMap(({ Resource }) => Resource)).toEqual(
      expect.arrayContaining([`${arn}/web/AWSLogs/${account}/*`, `${arn}/shop/AWSLogs/${account}/*`]),
    );
    const sids = statements.map(({ Sid }) => Sid);
    expect(sids).toEqual([...new Set(sids)]);
  },
);

describe('invalid destinations', () => {
  test.each([
    ['/network', 'prefix "/network" must not begin or end with a slash'],
    ['network/', 'prefix "network/" must not begin or end with a slash'],
    ['/', 'prefix "/" must not begin or end with a slash'],
    ['AWSLogs', 'prefix "AWSLogs" uses the name AWSLogs, which AWS reserves'],
    ['network/AWSLogs/vpc', 'prefix "network/AWSLogs/vpc" uses the name AWSLogs, which AWS reserves'],
  ])('are rejected: the prefix %s', (prefix, problem) => {
    const stack = newStack();
    const destination = FlowLogDestination.toS3(new s3.Bucket(stack, 'Logs'), { prefix });
    expect(() => flowLogsTo(stack, destination)).toThrow(new Error(`Network/FlowLogs: ${problem}`));
  });

  test('do not include a folder whose name only contains AWSLogs', () => {
    const stack = newStack();
    const bucket = new s3.Bucket(stack, 'Logs');
    expect(() => flowLogsTo(stack, FlowLogDestination.toS3(bucket, { prefix: 'myAWSLogs/a' }))).not.toThrow();
  });

  test.each<[string, (stack: Stack) => s3.BucketProps]>([
    ['KMS_MANAGED', () => ({ encryption: s3.BucketEncryption.KMS_MANAGED })],
    ['DSSE_MANAGED', () => ({ encryption: s3.BucketEncryption.DSSE_MANAGED })],
    ['alias/aws/s3', (stack) => ({ encryptionKey: kms.Alias.fromAliasName(stack, 'Key', 'alias/aws/s3') })],
  ])('are rejected: a bucket with the AWS managed key (%s)', (_, props) => {
    const stack = newStack();
    const bucket = new s3.Bucket(stack, 'Logs', props(stack));
    expect(() => flowLogsTo(stack, FlowLogDestination.toS3(bucket))).toThrow(
      new Error(
        'Network/FlowLogs: bucket Network/Logs is encrypted with the AWS managed key aws/s3, which makes delivered ' +
          'logs unreadable: use S3-managed encryption or a customer-managed key',
      ),
    );
  });

  test('are reported together, and the bucket policy stays unchanged', () => {
    const stack = newStack();
    const bucket = new s3.Bucket(stack, 'Logs', { encryption: s3.BucketEncryption.KMS_MANAGED });
    const destination = FlowLogDestination.toS3(bucket, { prefix: '/AWSLogs' });
    const message = thrownBy(() => flowLogsTo(stack, destination));
    for (const problem of ['begin or end with a slash', 'which AWS reserves', 'the AWS managed key aws/s3']) {
      expect(message).toContain(problem);
    }
    expect(bucket.policy).toBeUndefined();
  });
});

function flowLogsTo(stack: Stack, destination: FlowLogDestination, id = 'FlowLogs'): VpcFlowLogs {
  const vpc = stack.node.tryFindChild('Vpc') as ReturnType<typeof newVpc> | undefined;
  return new VpcFlowLogs(stack, id, { vpc: vpc ?? newVpc(stack), destination });
}

function allowed(template: PlainTemplate, type: string) {
  return template.statements(type).filter(({ Effect }) => Effect === 'Allow');
}

/** The statements in a warning. */
function printed(text = ''): PolicyStatementJson[] {
  return JSON.parse(text.slice(text.indexOf('\n[') + 1, text.lastIndexOf('\n]') + 2));
}

/** The senders with the placeholders of CloudFormation, as warnings print them. */
function printableSenders(stack: Stack): FlowLogSenders {
  const names: Readonly<Record<string, string>> = {
    '<AWS::Partition>': '<partition of stack Network, such as aws>',
    '<AWS::AccountId>': '<account id of stack Network>',
    '<AWS::Region>': '<region of stack Network>',
  };
  const printable = (name: string) => names[name] ?? name;
  const { partition, accounts, regions } = sendersOf(stack);
  return {
    partition: printable(partition),
    accounts: accounts.map(printable),
    regions: regions.map(printable),
  };
}
