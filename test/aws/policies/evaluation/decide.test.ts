import { describe, expect, test } from 'vitest';
import {
  Access,
  decide,
  PolicyKind,
  type PolicyRequest,
  type PolicyStatement,
} from '../../../../aws/policies/evaluation';
import { isAllowed } from '../../../support/is-allowed';

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

describe('a policy', () => {
  const isDecided = (change: Partial<PolicyStatement>, request: Partial<PolicyRequest> = {}) =>
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
    ['a resource in other letters', {}, { resource: `${BUCKET}/a/b.gz`.toUpperCase() }, false],
    ['one of its resources', { Resource: [BUCKET, `${BUCKET}/*`] }, {}, true],
    ['any resource', { Resource: '*' }, {}, true],
    ['a condition that is not met', { Condition: { StringEquals: { a: '1' } } }, {}, false],
    ['a folder by variable', { Resource: `${BUCKET}/\${a}/*` }, { context: { a: 'a' } }, true],
    ['a folder by variable, another one', { Resource: `${BUCKET}/\${a}/*` }, { context: { a: 'b' } }, false],
    ['a federated principal', { Principal: { Federated: SERVICE } }, {}, false],
    ['a canonical user', { Principal: { CanonicalUser: 'abc' } }, {}, false],
    ['an incomplete ARN', { Resource: 'arn:aws:s3*' }, {}, true],
    [
      'properties of principals',
      { Principal: '*', Condition: { ArnLike: { 'aws:PrincipalArn': ROLE } } },
      { principal: ROLE },
      true,
    ],
  ])('on %s', (_, change, request, expected) => {
    expect(isDecided(change, request)).toBe(expected);
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

  test('can name what it excludes', () => {
    const { Principal, Action, Resource, ...rest } = STATEMENT;
    const excluding = (name: string, value: unknown) =>
      isAllowed(
        RESOURCE,
        [{ ...rest, Principal, Action, Resource, [name]: undefined, [`Not${name}`]: value } as never].map(
          defined,
        ),
        REQUEST,
      );
    expect(excluding('Principal', { AWS: '123456789012' })).toBe(true);
    expect(excluding('Principal', { Service: SERVICE })).toBe(false);
    expect(excluding('Action', 's3:Get*')).toBe(true);
    expect(excluding('Action', 's3:*')).toBe(false);
    expect(excluding('Resource', BUCKET)).toBe(true);
    expect(excluding('Resource', `${BUCKET}/*`)).toBe(false);
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
    [RESOURCE, { NotPrincipal: '*' }, 'it has Principal and NotPrincipal'],
    [RESOURCE, { NotAction: 's3:*' }, 'it has Action and NotAction'],
    [IDENTITY, {}, 'it has Principal'],
    [TRUST, {}, 'it has Resource'],
    [RESOURCE, { Effect: 'allow' }, 'it has the effect "allow"'],
  ])('is undecided if AWS would reject a statement: %s %j', (kind, change, message) => {
    const { access, reason } = decide(kind, [{ ...STATEMENT, ...change }], REQUEST);
    expect(access).toBe(Access.UNDECIDED);
    expect(reason).toContain(message);
  });

  test('is undecided if a required element is missing', () => {
    const { Principal, ...rest } = STATEMENT;
    expect(decide(RESOURCE, [rest], REQUEST).reason).toContain('it lacks Principal');
  });
});

function defined(statement: PolicyStatement): PolicyStatement {
  return Object.fromEntries(Object.entries(statement).filter(([, value]) => value !== undefined)) as never;
}
