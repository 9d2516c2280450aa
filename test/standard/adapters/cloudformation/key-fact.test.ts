import { expect, test } from 'vitest';
import { readTemplate } from '../../../../aws/template/read-template';
import { templateModel } from '../../../../standard/adapters/cloudformation/template-model';

function keyOf(KMSMasterKeyID: unknown, properties: object = {}) {
  const ServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID };
  const BucketEncryption = { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault }] };
  const template = {
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [] }, ...properties } },
      Replica: { Type: 'AWS::KMS::ReplicaKey', Properties: { KeyPolicy: { Statement: [] } } },
      Alias: {
        Type: 'AWS::KMS::Alias',
        Properties: { AliasName: 'alias/flow', TargetKeyId: { Ref: 'Key' } },
      },
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketEncryption } },
      FlowLog: {
        Type: 'AWS::EC2::FlowLog',
        Properties: { LogDestinationType: 's3', LogDestination: { 'Fn::GetAtt': ['Bucket', 'Arn'] } },
      },
    },
  };
  const destination = templateModel([readTemplate(template, { name: 'Stack' })]).flowLogs[0]?.destination;
  const access = destination?.known ? destination.value.access : undefined;
  const key = access?.known ? access.value.key : undefined;
  return key?.known ? key.value : undefined;
}

test.each([
  ['its ARN', { 'Fn::GetAtt': ['Key', 'Arn'] }, false],
  ['its id', { Ref: 'Key' }, true],
  ['an alias', { Ref: 'Alias' }, true],
  ['the name of an alias', 'alias/flow', true],
  ['the ARN of a replica', { 'Fn::GetAtt': ['Replica', 'Arn'] }, false],
])('finds the policy of a key by %s', (_, json, isNamedById) => {
  expect(keyOf(json)).toMatchObject({
    isNamedById: { known: true, value: isNamedById },
    policy: { known: true, value: { statements: [] } },
  });
});

test('does not find an alias of another name', () => {
  expect(keyOf('alias/other')?.policy.known).toBe(false);
});

test('denies everything for a key that is not enabled', () => {
  expect(keyOf({ Ref: 'Key' }, { Enabled: false })?.policy).toMatchObject({
    value: { statements: [{ Effect: 'Deny', Action: 'kms:*' }] },
  });
});
