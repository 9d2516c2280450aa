import { describe, expect, test } from 'vitest';
import {
  PolicyKind,
  type PolicyRequest,
  type PolicyStatement,
  type RequestContext,
} from '../../aws/policies/evaluation';
import { describePolicy, loosened, narrowed } from './policy-cases';
import { policyLength } from './policy-length';

const { TRUST } = PolicyKind;

const STATEMENT: PolicyStatement = {
  Effect: 'Allow',
  Principal: { Service: 'delivery.logs.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::logs/*',
};

describe('a policy', () => {
  test('has the length of its JSON without white space', () => {
    expect(policyLength([])).toBe('{"Version":"2012-10-17","Statement":[]}'.length);
    expect(
      policyLength([{ Effect: 'Allow', Action: 'é' }]) - policyLength([{ Effect: 'Allow', Action: 'e' }]),
    ).toBe(1);
  });
});

describe('changes of a policy', () => {
  const statement: PolicyStatement = {
    ...STATEMENT,
    Sid: 'Write',
    Action: ['s3:PutObject', 's3:GetObject'],
    Condition: { StringEquals: { a: ['1', '2'], b: '3' } },
  };
  const deny: PolicyStatement = { ...STATEMENT, Sid: 'No', Effect: 'Deny' };

  test('remove each of its conditions', () => {
    expect(loosened([statement, deny]).map(({ change }) => change)).toEqual([
      'StringEquals a of Write',
      'StringEquals b of Write',
      'the principal of Write',
      'the resource of Write',
      'the action of Write',
      'No',
    ]);
    expect(loosened([statement])[0]?.policy).toEqual([
      { ...statement, Condition: { StringEquals: { b: '3' } } },
    ]);
  });

  test('remove each allowance', () => {
    expect(narrowed([statement, deny]).map(({ change }) => change)).toEqual([
      'Write',
      's3:PutObject of Write',
      's3:GetObject of Write',
      '1 of Write',
      '2 of Write',
    ]);
    expect(narrowed([statement])[1]?.policy).toEqual([{ ...statement, Action: ['s3:GetObject'] }]);
  });
});

describePolicy("AWS's own example of a role for flow logs", {
  kind: TRUST,
  statements: [
    {
      Effect: 'Allow',
      Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:us-east-1:123456789012:vpc-flow-log/*' },
      },
    },
  ],
  allowed: { 'a flow log': assume() },
  denied: {
    'another account': assume({ 'aws:SourceAccount': '210987654321' }),
    'another thing': assume({ 'aws:SourceArn': 'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1' }),
    'another service': { ...assume(), principal: 'ec2.amazonaws.com' },
    'another action': { ...assume(), action: 'sts:TagSession' },
  },
});

function assume(context: RequestContext = {}): PolicyRequest {
  return {
    principal: 'vpc-flow-logs.amazonaws.com',
    action: 'sts:AssumeRole',
    context: {
      'aws:SourceAccount': '123456789012',
      'aws:SourceArn': 'arn:aws:ec2:us-east-1:123456789012:vpc-flow-log/fl-1',
      ...context,
    },
  };
}
