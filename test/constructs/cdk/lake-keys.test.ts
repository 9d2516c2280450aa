import { type App, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { FlowLake, FlowLogDestination } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { keyStatements, logGroupKeyStatement, queueKeyStatement } from '../../../aws/policies';
import { warnings } from '../../support/annotations';
import { ACCOUNT, APP_VARIANTS, newApp, newFlowLogs, newStack } from '../../support/cdk-apps';
import { environmentOf, PlainTemplate, plainStatements, sendersOf } from '../../support/plain-template';

/** A lake with a key, and flow logs through every kind of delivery. */
function addLake(stack: Stack, encryptionKey: kms.IKey): FlowLake {
  const lake = new FlowLake(stack, 'Lake', { encryptionKey });
  const destinations = {
    ByDelivery: FlowLogDestination.toLake(lake),
    Piped: FlowLogDestination.toLakeThroughFirehose(lake),
    ByGroup: FlowLogDestination.toCloudWatchLogs({ lake, encryptionKey }),
  };
  for (const [id, destination] of Object.entries(destinations)) newFlowLogs(stack, { destination }, id);
  return lake;
}

/** Statements that constructs added to the policy of the key. */
function added(template: PlainTemplate) {
  return template.statements('AWS::KMS::Key').slice(1);
}

describe.each(APP_VARIANTS)('one key for everything ($title)', (variant) => {
  const stack = newStack(variant);
  const lake = addLake(stack, new kms.Key(stack, 'Key'));
  const template = PlainTemplate.of(stack);
  const home = environmentOf(stack);
  const key = `<${template.id('AWS::KMS::Key')}.Arn>`;

  test('encrypts every bucket, queue, log group and query result', () => {
    const buckets = template.all('AWS::S3::Bucket');
    expect(buckets).toHaveLength(2);
    for (const [, { Properties }] of buckets) {
      expect(Properties.BucketEncryption).toEqual({
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key },
          },
        ],
      });
    }
    const queues = template.all('AWS::SQS::Queue');
    expect(queues).toHaveLength(2);
    for (const [, { Properties }] of queues) {
      expect(Properties).toMatchObject({ KmsMasterKeyId: key });
      expect(Properties).not.toHaveProperty('SqsManagedSseEnabled');
    }
    const groups = template.all('AWS::Logs::LogGroup');
    // the log groups of the function, of the flow logs, and of the errors of two streams
    expect(groups).toHaveLength(4);
    for (const [, { Properties }] of groups) expect(Properties.KmsKeyId).toBe(key);
    expect(template.the('AWS::Athena::WorkGroup').Properties).toMatchObject({
      WorkGroupConfiguration: {
        ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: key } },
      },
    });
  });

  test('has one policy statement each for log delivery, log groups and bucket notifications', () => {
    const { partition, account, region } = home;
    const suffix = variant.env
      ? ({ 'cn-north-1': 'amazonaws.com.cn' }[region] ?? 'amazonaws.com')
      : '<AWS::URLSuffix>';
    const groups = `arn:${partition}:logs:${region}:${account}:log-group:Network-*`;
    const expected = plainStatements(
      logGroupKeyStatement(`logs.${region}.${suffix}`, groups),
      queueKeyStatement(account, `arn:${partition}:s3:::*`),
      ...keyStatements(sendersOf(stack), ''),
    );
    expect(added(template)).toHaveLength(expected.length);
    expect(added(template)).toEqual(expect.arrayContaining(expected));
    expect(warnings(lake)).toEqual([]);
  });

  test('depends on no resource of the stack', () => {
    const { KeyPolicy } = template.the('AWS::KMS::Key').Properties;
    expect(JSON.stringify(KeyPolicy)).not.toMatch(/<(?!AWS::)/);
    expect(template.the('AWS::KMS::Key').DependsOn).toBeUndefined();
  });

  test('is granted to each reading or writing role, with the required actions only', () => {
    const uses = Object.fromEntries(
      template
        .all('AWS::IAM::Policy')
        .map(([id]) => [id.replace(/DefaultPolicy.*/, ''), id])
        .map(([name, id]) => {
          const statements = template.statements('AWS::IAM::Policy', id);
          const actions = statements
            .filter(({ Resource }) => Resource?.includes(key))
            .flatMap(({ Action }) => Action);
          return [name, [...new Set(actions)].sort()];
        })
        .filter(([, actions]) => actions?.length),
    );
    expect(uses).toEqual({
      LakeNormalizerRole: ['kms:Decrypt', 'kms:GenerateDataKey'],
      PipedStreamRole: ['kms:Decrypt', 'kms:GenerateDataKey'],
      ByGroupToLakeStreamRole: ['kms:Decrypt', 'kms:GenerateDataKey'],
    });
  });
});

describe.each([false, true])('a key outside the stack (feature flags: %s)', (flags) => {
  const env = { account: ACCOUNT, region: 'us-east-1' };

  test('in another stack gives no cyclic dependency', () => {
    const app = newApp({ flags });
    const keys = new Stack(app, 'Keys', { env });
    const network = new Stack(app, 'Network', { env });
    addLake(network, new kms.Key(keys, 'Key'));
    expect(() => app.synth()).not.toThrow();
    expect(keys.dependencies).toEqual([]);
    expect(network.dependencies).toEqual([keys]);
    const groups = added(PlainTemplate.of(keys)).flatMap(
      ({ Condition }) => Condition?.ArnLike?.['kms:EncryptionContext:aws:logs:arn'] ?? [],
    );
    expect(groups).toEqual([`arn:aws:logs:us-east-1:${ACCOUNT}:log-group:Network-*`]);
  });

  test('in the parent of a nested stack gives no cyclic dependency, and matches log groups by the outermost name', () => {
    const stack = newStack({ flags, env });
    const encryptionKey = new kms.Key(stack, 'Key');
    const nested = new NestedStack(new NestedStack(stack, 'Outer'), 'Inner');
    addLake(nested, encryptionKey);
    // Template.fromStack throws if the key and the nested stack depend on each other
    expect(() => Template.fromStack(stack)).not.toThrow();
    const template = PlainTemplate.of(stack);
    expect(JSON.stringify(template.the('AWS::KMS::Key').Properties)).not.toMatch(/NestedStack/);
    expect(JSON.stringify(added(template))).toContain(':log-group:Network-*');
  });

  test('that is imported gives warnings with the required statements', () => {
    const stack = newStack({ flags, env });
    const keyArn = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    addLake(stack, kms.Key.fromKeyArn(stack, 'Key', keyArn));
    const texts = stack.node.findAll().flatMap(warnings);
    for (const consequence of [
      'no flow log is delivered',
      'CloudFormation cannot create the log groups of the stack',
      'no raw object is normalized',
    ]) {
      expect(texts).toContainEqual(
        expect.stringContaining(
          `this app does not manage the policy of key ${keyArn}, and ${consequence} without`,
        ),
      );
    }
    expect(PlainTemplate.of(stack).all('AWS::KMS::Key')).toEqual([]);
  });
});

test('the error log of a stream does not use a key of another region', () => {
  const app: App = newApp();
  const central = new Stack(app, 'Central', { env: { account: ACCOUNT, region: 'us-east-1' } });
  const encryptionKey = kms.Key.fromKeyArn(
    central,
    'Key',
    `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  );
  const lake = new FlowLake(central, 'Lake', { encryptionKey, rawBucketName: 'example-raw' });
  const far = new Stack(app, 'Far', { env: { account: ACCOUNT, region: 'eu-west-1' } });
  newFlowLogs(far, { destination: FlowLogDestination.toLakeThroughFirehose(lake) });
  expect(PlainTemplate.of(far).the('AWS::Logs::LogGroup').Properties).not.toHaveProperty('KmsKeyId');
});
