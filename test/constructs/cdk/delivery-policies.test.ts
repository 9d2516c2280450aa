import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLake, FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { describe } from 'vitest';
import { PolicyKind, type PolicyRequest, type PolicyStatement } from '../../../aws/policies/evaluation';
import { newStack, newVpc } from '../../support/cdk-apps';
import { PlainTemplate } from '../../support/plain-template';
import { describePolicy } from '../../support/policy-cases';
import {
  bucketLook,
  but,
  byPrincipals,
  delivery,
  encrypting,
  foreignHome,
  HOMES,
  keyArn,
  keyUse,
  keyUses,
  named,
  OTHER_ACCOUNT,
  overInsecureTransport,
  plainKey,
  withActions,
  withForeignArn,
  withoutKeys,
  wrongDeliveries,
  wrongKeyUses,
  wrongLooks,
} from '../../support/policy-requests';

const { RESOURCE } = PolicyKind;

describe.each(HOMES)('policies in a stack of $partition', (home) => {
  const { partition, account, region } = home;
  const stack = newStack({ env: { account, region } });
  const encryptionKey = new kms.Key(stack, 'Key');
  const lake = new FlowLake(stack, 'Lake', { encryptionKey });
  const own = new s3.Bucket(stack, 'Own', { enforceSSL: true, minimumTLSVersion: 1.2 });
  const vpc = newVpc(stack);
  const toOwn = FlowLogDestination.toS3(own, { prefix: 'net/prod' });
  new VpcFlowLogs(stack, 'ToLake', { vpc, destination: FlowLogDestination.toLake(lake) });
  new VpcFlowLogs(stack, 'ToOwn', { vpc, destination: toOwn });
  const template = PlainTemplate.of(stack);

  /** Folder of the bucket that a flow log delivers to. */
  const folderOf = (flowLog: string) => {
    const { LogDestination } = template.the('AWS::EC2::FlowLog', flowLog).Properties;
    return `${String(LogDestination).split('/').slice(1).join('/')}AWSLogs`;
  };

  const bucketArn = `arn:${partition}:s3:::bucket`;
  const queueArn = `arn:${partition}:sqs:${region}:${account}:queue`;

  describe.each([
    ["the lake's bucket", 'LakeRaw', folderOf('ToLake')],
    ['a folder of another bucket', 'Own', 'net/prod/AWSLogs'],
  ])('%s', (_, bucket, folder) => {
    const right = delivery(home, bucketArn, plainKey(home, folder));
    const look = bucketLook(home, bucketArn);

    describePolicy('its policy', {
      kind: RESOURCE,
      statements: deployed(template.statements('AWS::S3::BucketPolicy', bucket), {
        [template.id('AWS::S3::Bucket', bucket)]: bucketArn,
      }),
      allowed: { 'a delivery': right, 'a look': look, ...withActions(look, 's3:ListBucket') },
      denied: {
        ...wrongDeliveries(home, bucketArn, { key: plainKey(home, folder) }),
        ...wrongLooks(home, bucketArn),
        ...named('a delivery', {
          ...overInsecureTransport(right),
          ...withForeignArn(right, home),
          "into another account's folder": delivery(home, bucketArn, plainKey(foreignHome(home), folder)),
          'into a folder with a similar name': delivery(home, bucketArn, plainKey(home, `${folder}2`)),
        }),
        ...named('a look', { ...overInsecureTransport(look), ...withForeignArn(look, home) }),
      },
    });
  });

  const admin = (owner: string) => `arn:${partition}:iam::${owner}:role/Admin`;
  const ofGroup = (name: string, owner = account) => ({
    context: {
      'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${owner}:log-group:${name}`,
    },
  });
  const groupUse = but(
    {
      principal: `logs.${region}.${partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}`,
      action: 'kms:Decrypt',
      resource: keyArn(home),
    },
    ofGroup('Network-LakeNormalizerLogs'),
  );
  const notification: PolicyRequest = {
    principal: 's3.amazonaws.com',
    action: 'kms:GenerateDataKey',
    resource: keyArn(home),
    context: { 'aws:SourceAccount': account, 'aws:SourceArn': bucketArn },
  };

  describePolicy("the policy of the lake's key", {
    kind: RESOURCE,
    statements: deployed(template.statements('AWS::KMS::Key'), {}),
    allowed: {
      ...keyUses(home),
      ...named('a use by a log group', encrypting(groupUse)),
      ...named('a notification', withActions(notification, 'kms:GenerateDataKey', 'kms:Decrypt')),
      ...byPrincipals(but(keyUse(home), { action: 'kms:PutKeyPolicy', context: {} }), admin(account)),
    },
    denied: {
      ...wrongKeyUses(home),
      ...withForeignArn(keyUse(home), home),
      ...byPrincipals(keyUse(home), admin(OTHER_ACCOUNT)),
      ...named('a use by a log group', {
        'of another stack': but(groupUse, ofGroup('Other-Logs')),
        'of another account': but(groupUse, ofGroup('Network-Logs', OTHER_ACCOUNT)),
        ...withoutKeys(groupUse, 'kms:EncryptionContext:aws:logs:arn'),
        ...byPrincipals(groupUse, 'logs.eu-west-1.amazonaws.com', 's3.amazonaws.com'),
        ...withActions(groupUse, 'kms:CreateGrant'),
      }),
      ...named('a notification', {
        'of another account': but(notification, { context: { 'aws:SourceAccount': OTHER_ACCOUNT } }),
        'of something else': but(notification, { context: { 'aws:SourceArn': queueArn } }),
        ...withoutKeys(notification, 'aws:SourceAccount', 'aws:SourceArn'),
        ...byPrincipals(notification, 'sns.amazonaws.com'),
        ...withActions(notification, 'kms:Encrypt'),
      }),
    },
  });

  const message: PolicyRequest = {
    principal: 's3.amazonaws.com',
    action: 'sqs:SendMessage',
    resource: queueArn,
    context: { 'aws:SourceAccount': account, 'aws:SourceArn': bucketArn, 'aws:SecureTransport': 'true' },
  };

  describePolicy('the policy of the queue', {
    kind: RESOURCE,
    statements: deployed(template.statements('AWS::SQS::QueuePolicy', 'LakeNormalizerQueue'), {
      [template.id('AWS::SQS::Queue', 'LakeNormalizerQueue')]: queueArn,
      [template.id('AWS::S3::Bucket', 'LakeRaw')]: bucketArn,
    }),
    allowed: { 'a message of the bucket': message },
    denied: named('a message', {
      'of a bucket of the same name in another account': but(message, {
        context: { 'aws:SourceAccount': OTHER_ACCOUNT },
      }),
      'of another bucket': but(message, { context: { 'aws:SourceArn': `${bucketArn}-2` } }),
      'to another queue': but(message, { resource: `${queueArn}-2` }),
      'over plain HTTP': but(message, { context: { 'aws:SecureTransport': 'false' } }),
      ...withoutKeys(message, 'aws:SourceAccount', 'aws:SourceArn'),
      ...byPrincipals(message, 'sns.amazonaws.com', admin(OTHER_ACCOUNT)),
      ...withActions(message, 'sqs:ReceiveMessage', 'sqs:DeleteQueue'),
    }),
  });
});

/** Statements with the ARNs that resources have once they are deployed, by logical id. */
function deployed(
  statements: readonly PolicyStatement[],
  arns: Readonly<Record<string, string>>,
): readonly PolicyStatement[] {
  const text = Object.entries(arns).reduce(
    (json, [id, arn]) => json.replaceAll(`<${id}.Arn>`, arn),
    JSON.stringify(statements).replaceAll('cn-north-1.<AWS::URLSuffix>', 'cn-north-1.amazonaws.com.cn'),
  );
  return JSON.parse(text.replaceAll('<AWS::URLSuffix>', 'amazonaws.com'));
}
