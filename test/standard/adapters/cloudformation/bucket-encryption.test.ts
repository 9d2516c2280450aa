import { expect, test } from 'vitest';
import { readTemplate } from '../../../../aws/template/read-template';
import { templateModel } from '../../../../standard/adapters/cloudformation/template-model';

const KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };
const CMK = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY };
const configuration = (rule: unknown) => ({
  ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: rule }],
});
const when = (name: string, value: unknown) => ({ 'Fn::If': [name, value, { Ref: 'AWS::NoValue' }] });

function encryptionOf(BucketEncryption: unknown) {
  const template = {
    Parameters: { P: { Type: 'String' } },
    Conditions: { Open: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] }, Yes: { 'Fn::Equals': ['a', 'a'] } },
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [] } } },
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketEncryption } },
      FlowLog: {
        Type: 'AWS::EC2::FlowLog',
        Properties: { LogDestinationType: 's3', LogDestination: { 'Fn::GetAtt': ['Bucket', 'Arn'] } },
      },
    },
  };
  const destination = templateModel([readTemplate(template, { name: 'Stack' })]).flowLogs[0]?.destination;
  if (!destination?.known) throw new Error('the destination is unknown');
  const { access, customerManagedKey } = destination.value;
  const key = access.known ? access.value.key : undefined;
  return {
    key: key?.known ? (key.value?.title.includes('Key') ? 'own' : key.value && 'other') : 'unknown',
    isCustomerManaged: customerManagedKey.known ? customerManagedKey.value : 'unknown',
  };
}

test.each([
  ['a key', configuration(CMK), 'own', true],
  ['a condition around the configuration', when('Yes', configuration(CMK)), 'own', true],
  [
    'a condition around the rules',
    { ServerSideEncryptionConfiguration: when('Yes', [{ ServerSideEncryptionByDefault: CMK }]) },
    'own',
    true,
  ],
  ['a condition around the encryption', configuration(when('Yes', CMK)), 'own', true],
  ['a condition around the key', configuration({ ...CMK, KMSMasterKeyID: when('Yes', KEY) }), 'own', true],
  ['an unknown condition', when('Open', configuration(CMK)), 'unknown', 'unknown'],
  ['an unknown algorithm', configuration({ ...CMK, SSEAlgorithm: { Ref: 'P' } }), 'unknown', 'unknown'],
  ['the key of AWS', configuration({ ...CMK, KMSMasterKeyID: 'alias/aws/s3' }), 'other', false],
  ['the default key', configuration({ SSEAlgorithm: 'aws:kms' }), 'other', false],
  ['no configuration', undefined, undefined, false],
])('reads the key of a bucket with %s', (_, encryption, key, isCustomerManaged) => {
  expect(encryptionOf(encryption)).toEqual({ key, isCustomerManaged });
});
