import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../../../aws/template/read-template';
import { templateModel } from '../../../../standard/adapters/cloudformation/template-model';
import type { AwsFlowLog } from '../../../../standard/facts';

const sections = {
  Parameters: { P: { Type: 'String' } },
  Conditions: { Open: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] }, Yes: { 'Fn::Equals': ['a', 'a'] } },
};
const computed = { 'Fn::Sub': 'logs-${AWS::AccountId}' };
const ALLOW = { Statement: [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }] };

function flowLogOf(properties: object, resources: object): AwsFlowLog {
  const FlowLog = { Type: 'AWS::EC2::FlowLog', Properties: { ResourceId: 'vpc-1', ...properties } };
  const template = { ...sections, Resources: { FlowLog, ...resources } };
  return templateModel([readTemplate(template, { name: 'Stack' })]).flowLogs[0] as AwsFlowLog;
}

const isUnknown = (statement: object | undefined) =>
  statement === undefined ? undefined : 'known' in statement && statement.known === false;

describe('a bucket policy', () => {
  test.each([
    ['the same expression', computed, computed, false],
    ['another expression', computed, { 'Fn::Sub': 'other-${AWS::AccountId}' }, undefined],
    ['a reference', undefined, { Ref: 'Bucket' }, false],
    ['a name for a generated one', undefined, computed, undefined],
    ['either of two buckets', undefined, { 'Fn::If': ['Open', { Ref: 'Bucket' }, { Ref: 'Other' }] }, true],
    ['a parameter for a computed name', computed, { Ref: 'P' }, true],
  ])('names its bucket by %s', (_, BucketName, named, expected) => {
    const flowLog = flowLogOf(
      { LogDestinationType: 's3', LogDestination: { 'Fn::GetAtt': ['Bucket', 'Arn'] } },
      {
        Bucket: { Type: 'AWS::S3::Bucket', Properties: { ...(BucketName && { BucketName }) } },
        Other: { Type: 'AWS::S3::Bucket' },
        Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: named, PolicyDocument: ALLOW } },
      },
    );
    const access = flowLog.destination.known ? flowLog.destination.value.access : undefined;
    const policies = access?.known ? access.value.policies : [];
    expect(isUnknown(policies[0]?.statements[0])).toBe(expected);
  });
});

describe('a policy of a role', () => {
  test.each([
    ['the same expression', [computed], false],
    ['another expression', [{ 'Fn::Sub': 'other-${AWS::AccountId}' }], undefined],
    ['a known condition', { 'Fn::If': ['Yes', [{ Ref: 'Role' }], []] }, false],
    ['an unknown condition', { 'Fn::If': ['Open', [{ Ref: 'Role' }], []] }, true],
    ['an unknown item', [{ 'Fn::If': ['Open', { Ref: 'Role' }, { Ref: 'AWS::NoValue' }] }], true],
  ])('names the role by %s', (_, Roles, expected) => {
    const permissions = permissionsOf({ RoleName: computed }, Roles);
    expect(isUnknown(permissions[0]?.statements[0])).toBe(expected);
  });

  test('can be added by a macro', () => {
    const permissions = permissionsOf({ 'Fn::Transform': { Name: 'Macro' } }, []);
    expect(isUnknown(permissions[0]?.statements[0])).toBe(true);
  });
});

function permissionsOf(role: object, Roles: unknown) {
  const { own } = flowLogOf(
    { LogGroupName: 'group', DeliverLogsPermissionArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    {
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {}, ...role } },
      Policy: { Type: 'AWS::IAM::Policy', Properties: { Roles, PolicyDocument: ALLOW } },
    },
  ).roles;
  return own.known && own.value ? own.value.permissions : [];
}
