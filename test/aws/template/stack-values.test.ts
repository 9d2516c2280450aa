import { describe, expect, test } from 'vitest';
import { namingOf } from '../../../aws/deployer/catalogue';
import { AppValues } from '../../../aws/template/stack-values';
import { PLACE, type Resources, stackOf } from '../../support/template-stacks';

const RESOURCES: Resources = {
  Queue: ['AWS::SQS::Queue'],
  Named: ['AWS::SQS::Queue', { QueueName: 'raw-objects' }],
  Role: ['AWS::IAM::Role', { Path: '/flow/', RoleName: 'delivery' }],
  Plain: ['AWS::IAM::Role'],
  Bucket: ['AWS::S3::Bucket'],
  Table: ['AWS::Glue::Table', { DatabaseName: 'network', TableInput: { Name: 'flows' } }],
  Vpc: ['AWS::EC2::VPC'],
};

function values(facts: object = {}) {
  const stack = stackOf(RESOURCES, facts);
  return { stack, values: new AppValues([stack], namingOf).of(stack) };
}

describe('values of a template', () => {
  test.each<[string, unknown, string]>([
    ['text', 'vpc-1', 'vpc-1'],
    ['a number', 60, '60'],
    ['the account', { Ref: 'AWS::AccountId' }, PLACE.account],
    ['the partition', { Ref: 'AWS::Partition' }, 'aws'],
    ['a given name', { Ref: 'Named' }, 'raw-objects'],
    ['a generated name', { Ref: 'Queue' }, 'Network-Queue-*'],
    ['an ARN', { 'Fn::GetAtt': ['Named', 'Arn'] }, 'arn:aws:sqs:eu-central-1:111122223333:raw-objects'],
    [
      'an ARN in the short form',
      { 'Fn::GetAtt': 'Named.Arn' },
      'arn:aws:sqs:eu-central-1:111122223333:raw-objects',
    ],
    ['a role with a path', { 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:iam::111122223333:role/flow/delivery'],
    [
      'a role without a path',
      { 'Fn::GetAtt': ['Plain', 'Arn'] },
      'arn:aws:iam::111122223333:role/Network-Plain-*',
    ],
    ['a bucket, in lower case', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:aws:s3:::network-bucket-*'],
    [
      'joined text',
      { 'Fn::Join': ['/', ['a', { Ref: 'AWS::Region' }, { Ref: 'Parameter' }]] },
      'a/eu-central-1/*',
    ],
    [
      'substituted text',
      { 'Fn::Sub': 'x-${AWS::AccountId}-${Named}-${Named.Arn}-${!kept}' },
      `x-${PLACE.account}-raw-objects-arn:aws:sqs:eu-central-1:111122223333:raw-objects-\${kept}`,
    ],
    ['substituted variables', { 'Fn::Sub': ['${A}-${B}', { A: 'a', B: { Ref: 'Named' } }] }, 'a-raw-objects'],
    ['a part of an ARN', { 'Fn::Select': [5, { 'Fn::Split': [':', 'arn:aws:sqs:r:a:name'] }] }, 'name'],
    ['an attribute of an unknown type', { 'Fn::GetAtt': ['Vpc', 'VpcId'] }, '*'],
    ['an export that does not exist', { 'Fn::ImportValue': 'Nowhere' }, '*'],
    ['a condition', { 'Fn::If': ['X', 'a', 'b'] }, '*'],
  ])('%s', (_, value, text) => {
    expect(values().values.text(value)).toBe(text);
  });

  test('contain wildcards for an unknown account and region', () => {
    const open = values({ account: undefined, region: undefined });
    expect(open.values.text({ 'Fn::GetAtt': ['Named', 'Arn'] })).toBe('arn:aws:sqs:*:*:raw-objects');
  });

  test.each([
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-west-3', 'aws'],
  ])('derive the partition of %s', (region, partition) => {
    expect(values({ region }).values.text({ 'Fn::GetAtt': ['Bucket', 'Arn'] })).toBe(
      `arn:${partition}:s3:::network-bucket-*`,
    );
  });

  test('are evaluated in the stack that exports them', () => {
    const lake = stackOf(
      { Raw: ['AWS::S3::Bucket', { BucketName: 'raw' }] },
      { name: 'Lake' },
      {
        Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Raw', 'Arn'] }, Export: { Name: 'Lake:Arn' } } },
      },
    );
    const network = stackOf({});
    const app = new AppValues([lake, network], namingOf);
    const imported = { 'Fn::Join': ['', [{ 'Fn::ImportValue': 'Lake:Arn' }, '/x/']] };
    expect(app.of(network).text(imported)).toBe('arn:aws:s3:::raw/x/');
    expect(app.of(network).resourceOf(imported)).toEqual({ stack: lake, resource: lake.resources[0] });
  });
});

describe('generated names', () => {
  const named = (stack: string, logicalId: string) => {
    const only = stackOf({ [logicalId]: ['AWS::IAM::Role'] }, { name: stack });
    return new AppValues([only], namingOf).of(only).text({ Ref: logicalId });
  };

  test('contain stack and logical id if both fit', () => {
    expect(named('Network', 'R'.repeat(42))).toBe(`Network-${'R'.repeat(42)}-*`);
  });

  test('contain only the stable prefixes if the name is shortened', () => {
    expect(named('Network', 'R'.repeat(43))).toBe(`Network-${'R'.repeat(24)}*`);
    expect(named('N'.repeat(30), 'R'.repeat(30))).toBe(`${'N'.repeat(24)}*`);
  });

  test('contain only the beginning of the stack in nested stacks', () => {
    expect(named('Network-Nested-*', 'Role')).toBe('Network-Nested-*');
  });
});
