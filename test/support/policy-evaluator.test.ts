import { describe, expect, test } from 'vitest';
import { describePolicy, loosened, narrowed } from './policy-cases';
import { type Conditions, meetsConditions, type RequestContext } from './policy-conditions';
import {
  isAllowed,
  PolicyKind,
  type PolicyRequest,
  type PolicyStatement,
  policyLength,
} from './policy-evaluator';

const { RESOURCE, TRUST, IDENTITY } = PolicyKind;

const SERVICE = 'delivery.logs.amazonaws.com';
const BUCKET = 'arn:aws:s3:::logs';
const ROLE = 'arn:aws:iam::123456789012:role/Reader';

/** A statement, and a request that it allows. */
const STATEMENT: PolicyStatement = {
  Effect: 'Allow',
  Principal: { Service: SERVICE },
  Action: 's3:PutObject',
  Resource: `${BUCKET}/*`,
};
const REQUEST: PolicyRequest = { principal: SERVICE, action: 's3:PutObject', resource: `${BUCKET}/a/b.gz` };

describe('a condition', () => {
  test.each<[Conditions, RequestContext, boolean]>([
    [{ StringEquals: { 'aws:SourceAccount': '1' } }, { 'aws:SourceAccount': '1' }, true],
    [{ StringEquals: { 'aws:SourceAccount': '1' } }, { 'aws:SourceAccount': '2' }, false],
    [{ StringEquals: { 'aws:SourceAccount': '1' } }, {}, false],
    [{ StringEquals: { 'aws:SourceAccount': ['1', '2'] } }, { 'aws:SourceAccount': '2' }, true],
    [{ StringEquals: { 'aws:sourceaccount': '1' } }, { 'aws:SourceAccount': '1' }, true],
    [{ StringEquals: { a: 'x*' } }, { a: 'xy' }, false],
    [{ StringEquals: { a: '1', b: '2' } }, { a: '1', b: '2' }, true],
    [{ StringEquals: { a: '1', b: '2' } }, { a: '1', b: '3' }, false],
    [{ StringEquals: { a: '1', b: '2' } }, { b: '2' }, false],
    [{ StringEquals: { a: '1' }, StringLike: { b: '2*' } }, { a: '1', b: '3' }, false],
    [{ StringEqualsIfExists: { a: '1' } }, {}, true],
    [{ StringEqualsIfExists: { a: '1' } }, { a: '2' }, false],
    [{ StringEqualsIgnoreCase: { a: 'X' } }, { a: 'x' }, true],
    [{ StringNotEquals: { a: ['1', '2'] } }, { a: '2' }, false],
    [{ StringNotEquals: { a: ['1', '2'] } }, { a: '3' }, true],
    [{ StringNotEquals: { a: '1' } }, {}, true],
    [{ StringLike: { a: 'x?z*' } }, { a: 'xyz/1:2' }, true],
    [{ StringLike: { a: 'x?z' } }, { a: 'xyyz' }, false],
    [{ StringLike: { a: 'a.c' } }, { a: 'abc' }, false],
    [{ StringLike: { a: 'x' } }, { a: 'X' }, false],
    [{ StringNotLike: { a: 'x*' } }, { a: 'xy' }, false],
    [{ Bool: { 'aws:SecureTransport': 'false' } }, { 'aws:SecureTransport': 'false' }, true],
    [{ Bool: { 'aws:SecureTransport': false } }, { 'aws:SecureTransport': 'true' }, false],
    [{ Bool: { 'aws:SecureTransport': 'false' } }, {}, false],
    [{ NumericLessThan: { 's3:TlsVersion': 1.2 } }, { 's3:TlsVersion': '1.1' }, true],
    [{ NumericLessThan: { 's3:TlsVersion': '1.2' } }, { 's3:TlsVersion': '1.2' }, false],
    [{ NumericLessThan: { a: '10' } }, { a: '9' }, true],
    [{ NumericLessThan: { a: '10' } }, { a: 'many' }, false],
    [{ NumericGreaterThanEquals: { a: '10' } }, { a: '10' }, true],
    [{ Null: { a: 'true' } }, {}, true],
    [{ Null: { a: 'true' } }, { a: '1' }, false],
    [{ Null: { a: 'false' } }, { a: '1' }, true],
    [{ 'ForAnyValue:StringLike': { p: 'o-1/*' } }, { p: ['o-2/r', 'o-1/r'] }, true],
    [{ 'ForAnyValue:StringLike': { p: 'o-1/*' } }, { p: ['o-2/r'] }, false],
    [{ 'ForAnyValue:StringLike': { p: 'o-1/*' } }, {}, false],
    [{ 'ForAllValues:StringEquals': { p: ['1', '2'] } }, { p: ['1', '2'] }, true],
    [{ 'ForAllValues:StringEquals': { p: ['1', '2'] } }, { p: ['1', '3'] }, false],
    [{ 'ForAllValues:StringEquals': { p: '1' } }, {}, true],
    [{ StringEquals: { a: '${aws:SourceAccount}' } }, { a: '1', 'aws:SourceAccount': '1' }, true],
    [{ StringEquals: { a: '${aws:SourceAccount}' } }, { a: '1' }, false],
    [{ StringEquals: { a: '${*}' } }, { a: '*' }, true],
    [{ StringLike: { a: '${*}b' } }, { a: 'ab' }, false],
    [{ StringLike: { a: '${b}' } }, { a: 'xy', b: 'x*' }, false],
  ])('%j of %j is %s', (conditions, context, expected) => {
    expect(meetsConditions(conditions, context)).toBe(expected);
  });

  test.each([
    ['arn:aws:logs:us-east-1:1:*', 'arn:aws:logs:us-east-1:1:delivery:a:b', true],
    ['arn:aws:logs:us-east-1:1:*', 'arn:aws:logs:us-east-1:12:delivery', false],
    ['arn:aws:logs:*:1:x', 'arn:aws:logs:us-east-1:1:x', true],
    ['arn:aws:logs:*:1:x', 'arn:aws:logs:us-east-1:2:1:x', false],
    ['arn:*:logs:us-east-1:1:x', 'arn:aws-cn:logs:us-east-1:1:x', true],
    ['arn:aws:s3:::logs', 'arn:aws:s3:::logs', true],
    ['arn:aws:s3:::logs', 'logs', false],
    ['arn:aws:ec2:r:1:vpc-flow-log/fl-?', 'arn:aws:ec2:r:1:vpc-flow-log/fl-1', true],
  ])('on the ARN %s is met by %s: %s', (pattern, value, expected) => {
    expect(meetsConditions({ ArnLike: { arn: pattern } }, { arn: value })).toBe(expected);
    expect(meetsConditions({ ArnEquals: { arn: pattern } }, { arn: value })).toBe(expected);
    expect(meetsConditions({ ArnNotLike: { arn: pattern } }, { arn: value })).toBe(!expected);
  });

  test.each<[Conditions, RequestContext, string]>([
    [{ DateLessThan: { a: '1' } }, { a: '1' }, 'condition operator DateLessThan is not known here: add it'],
    [{ StringEquals: { a: '1' } }, { a: ['1'] }, 'a has several values: StringEquals needs ForAnyValue'],
    [{ ArnLike: { a: '<Raw.Arn>' } }, { a: BUCKET }, '"<Raw.Arn>" is not an ARN: resolve it first'],
  ])('%j of %j is refused', (conditions, context, message) => {
    expect(() => meetsConditions(conditions, context)).toThrow(message);
  });
});

describe('a policy', () => {
  const decide = (change: Partial<PolicyStatement>, request: Partial<PolicyRequest> = {}) =>
    isAllowed(RESOURCE, [{ ...STATEMENT, ...change }], { ...REQUEST, ...request });

  test.each<[string, Partial<PolicyStatement>, Partial<PolicyRequest>, boolean]>([
    ['its own request', {}, {}, true],
    ['another service', {}, { principal: 's3.amazonaws.com' }, false],
    ['one of its services', { Principal: { Service: ['a.amazonaws.com', SERVICE] } }, {}, true],
    ['anybody, services too', { Principal: '*' }, {}, true],
    ['anybody, written in the other way', { Principal: { AWS: '*' } }, {}, true],
    ['a service where an account is meant', { Principal: { AWS: '123456789012' } }, {}, false],
    ['a role', { Principal: { AWS: ROLE } }, { principal: ROLE }, true],
    ['another role', { Principal: { AWS: ROLE } }, { principal: `${ROLE}2` }, false],
    [
      'a role of its account',
      { Principal: { AWS: 'arn:aws:iam::123456789012:root' } },
      { principal: ROLE },
      true,
    ],
    ['a role of another account', { Principal: { AWS: '210987654321' } }, { principal: ROLE }, false],
    ['an action in other letters', { Action: 'S3:putobject' }, {}, true],
    ['an action by its beginning', { Action: ['s3:Get*', 's3:Put*'] }, {}, true],
    ['another action', { Action: 's3:Get*' }, {}, false],
    ['the bucket instead of its objects', {}, { resource: BUCKET }, false],
    ['an object of another bucket', {}, { resource: `${BUCKET}2/a` }, false],
    ['a resource in other letters', {}, { resource: REQUEST.resource?.toUpperCase() }, false],
    ['one of its resources', { Resource: [BUCKET, `${BUCKET}/*`] }, {}, true],
    ['any resource', { Resource: '*' }, {}, true],
    ['a condition that is not met', { Condition: { StringEquals: { a: '1' } } }, {}, false],
    ['a folder by variable', { Resource: `${BUCKET}/\${a}/*` }, { context: { a: 'a' } }, true],
    ['a folder by variable, another one', { Resource: `${BUCKET}/\${a}/*` }, { context: { a: 'b' } }, false],
    [
      'properties of principals',
      { Principal: '*', Condition: { ArnLike: { 'aws:PrincipalArn': ROLE } } },
      { principal: ROLE },
      true,
    ],
  ])('on %s', (_, change, request, expected) => {
    expect(decide(change, request)).toBe(expected);
  });

  test('lets a denial override every allowance', () => {
    const deny = { ...STATEMENT, Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', Resource: '*' };
    expect(isAllowed(RESOURCE, [STATEMENT, deny], REQUEST)).toBe(false);
    expect(isAllowed(RESOURCE, [deny, STATEMENT], REQUEST)).toBe(false);
    const onHttp = { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    const overHttp = { ...REQUEST, context: { 'aws:SecureTransport': 'false' } };
    expect(isAllowed(RESOURCE, [STATEMENT, onHttp], REQUEST)).toBe(true);
    expect(isAllowed(RESOURCE, [STATEMENT, onHttp], overHttp)).toBe(false);
  });

  test('allows nothing by default', () => {
    expect(isAllowed(RESOURCE, [], REQUEST)).toBe(false);
  });

  test('of a role has no principal, and a trust policy has no resource', () => {
    const { Principal, Resource, ...rest } = STATEMENT;
    expect(isAllowed(IDENTITY, [{ ...rest, Resource }], { ...REQUEST, principal: undefined })).toBe(true);
    const assume = { principal: SERVICE, action: 'sts:AssumeRole' };
    expect(isAllowed(TRUST, [{ ...rest, Principal, Action: 'sts:AssumeRole' }], assume)).toBe(true);
  });

  test.each<[PolicyKind, object, string]>([
    [RESOURCE, { Principal: undefined, NotPrincipal: '*' }, 'has NotPrincipal'],
    [RESOURCE, { NotAction: 's3:*' }, 'has NotAction'],
    [IDENTITY, {}, 'identity policy has Principal'],
    [TRUST, {}, 'trust policy has Resource'],
    [RESOURCE, { Effect: 'allow' }, 'has the effect allow'],
    [RESOURCE, { Principal: { Federated: 'x' } }, 'principals of the type Federated are not supported'],
  ])('is rejected if it contains an element of another kind: %s %j', (kind, change, message) => {
    expect(() => isAllowed(kind, [{ ...STATEMENT, ...change }], REQUEST)).toThrow(message);
  });

  test('is rejected if a required element is missing', () => {
    const { Principal, ...rest } = STATEMENT;
    expect(() => isAllowed(RESOURCE, [rest], REQUEST)).toThrow('resource policy lacks Principal');
  });

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
