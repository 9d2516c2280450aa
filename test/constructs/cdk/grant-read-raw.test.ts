import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { FlowLake } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { warnings } from '../../support/annotations';
import { ACCOUNT, newStack } from '../../support/cdk-apps';
import { PlainTemplate } from '../../support/plain-template';

const OTHER = '222222222222';
const env = { account: ACCOUNT, region: 'us-east-1' };

const objectsOf = (raw: string) =>
  ['AWSLogs/*', 'vpc-*/AWSLogs/*', 'tgw-*/AWSLogs/*', 'streams/*'].map((key) => `<${raw}.Arn>/${key}`);

describe('a reader of raw objects', () => {
  test('that is a role of the account may get and decrypt the objects, and nothing else', () => {
    const stack = newStack();
    const encryptionKey = new kms.Key(stack, 'Key');
    const lake = new FlowLake(stack, 'Lake', { encryptionKey });
    const siem = new iam.Role(stack, 'Siem', {
      assumedBy: new iam.AccountPrincipal(OTHER),
      externalIds: ['example-external-id'],
    });
    expect(lake.grantReadRaw(siem).success).toBe(true);
    const template = PlainTemplate.of(stack);
    const raw = template.id('AWS::S3::Bucket', 'LakeRaw');
    expect(template.statements('AWS::IAM::Policy', 'Siem')).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: objectsOf(raw) },
      { Effect: 'Allow', Action: ['kms:Decrypt'], Resource: [`<${template.id('AWS::KMS::Key')}.Arn>`] },
    ]);
    expect(template.trust('Siem')).toMatchObject([
      { Condition: { StringEquals: { 'sts:ExternalId': 'example-external-id' } } },
    ]);
  });

  test('that is another account is in the policies of bucket and key', () => {
    const stack = newStack({ env });
    const lake = new FlowLake(stack, 'Lake', { encryptionKey: new kms.Key(stack, 'Key') });
    lake.grantReadRaw(new iam.AccountPrincipal(OTHER));
    const template = PlainTemplate.of(stack);
    const raw = template.id('AWS::S3::Bucket', 'LakeRaw');
    const Principal = { AWS: `arn:aws:iam::${OTHER}:root` };
    expect(template.statements('AWS::S3::BucketPolicy', 'LakeRaw')).toContainEqual(
      expect.objectContaining({ Principal, Action: ['s3:GetObject'], Resource: objectsOf(raw) }),
    );
    const decrypt = template
      .statements('AWS::KMS::Key')
      .filter((statement) => statement.Principal?.AWS === Principal.AWS);
    expect(decrypt).toMatchObject([{ Effect: 'Allow', Action: ['kms:Decrypt'] }]);
  });

  test('that is another account is printed with the statement for an imported key', () => {
    const stack = new Stack(new App(), 'Network', { env });
    const arn = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    const lake = new FlowLake(stack, 'Lake', { encryptionKey: kms.Key.fromKeyArn(stack, 'Key', arn) });
    lake.grantReadRaw(new iam.AccountPrincipal(OTHER));
    const texts = lake.node.findAll().flatMap(warnings).join('\n');
    expect(texts).toContain('the reader in the other account cannot decrypt raw objects without');
    expect(texts).toContain(`:iam::${OTHER}:root`);
  });

  test('that is a role without policy updates is printed with its statements', () => {
    const stack = newStack({ env });
    const lake = new FlowLake(stack, 'Lake', { encryptionKey: new kms.Key(stack, 'Key') });
    const arn = `arn:aws:iam::${ACCOUNT}:role/siem`;
    lake.grantReadRaw(iam.Role.fromRoleArn(stack, 'Siem', arn, { mutable: false }));
    const text = warnings(lake).join('\n');
    expect(text).toContain(
      'this app does not manage the permissions of role siem, and the reader cannot get raw objects',
    );
    expect(text).toContain('/AWSLogs/*"');
    expect(text).toContain('"kms:Decrypt"');
  });

  test('that is a role whose grants are in the policy of the bucket needs no warning', () => {
    const stack = newStack({ env });
    const lake = new FlowLake(stack, 'Lake');
    const options = { mutable: false, addGrantsToResources: true };
    const role = iam.Role.fromRoleArn(stack, 'Siem', `arn:aws:iam::${ACCOUNT}:role/siem`, options);
    lake.grantReadRaw(role);
    expect(warnings(lake)).toEqual([]);
    expect(JSON.stringify(PlainTemplate.of(stack).statements('AWS::S3::BucketPolicy', 'LakeRaw'))).toContain(
      'role/siem',
    );
  });
});
