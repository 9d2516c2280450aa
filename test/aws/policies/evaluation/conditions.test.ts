import { describe, expect, test } from 'vitest';
import type { RequestContext } from '../../../../aws/policies/evaluation';
import { meetsConditions } from '../../../../aws/policies/evaluation/conditions';

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

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
    [{ StringEquals: { a: "${b, 'c'}" } }, { a: 'c' }, true],
    [{ stringequals: { a: '1' } }, { a: '1' }, true],
    [{ 'ForAnyValue:StringNotEquals': { p: ['1'] } }, { p: ['1', '2'] }, true],
    [{ 'ForAllValues:StringEqualsIfExists': { p: ['1'] } }, {}, true],
    [{ StringNotEqualsIfExists: { a: '1' } }, { a: '1' }, false],
    [{ IpAddress: { ip: '10.0.0.0/8' } }, { ip: '10.1.2.3' }, true],
    [{ IpAddress: { ip: ['192.0.2.1', '2001:db8::/32'] } }, { ip: '2001:db8::1' }, true],
    [{ IpAddress: { ip: '10.0.0.0/8' } }, { ip: '2001:db8::1' }, false],
    [{ NotIpAddress: { ip: '10.0.0.0/8' } }, { ip: '11.0.0.1' }, true],
    [{ NotIpAddress: { ip: '10.0.0.0/8' } }, {}, true],
    [{ DateGreaterThan: { d: '2026-01-01T00:00:00Z' } }, { d: '2026-06-01T00:00:00Z' }, true],
    [{ DateLessThan: { d: '1767225600' } }, { d: '2026-06-01T00:00:00Z' }, false],
    [{ BinaryEquals: { b: 'QQ==' } }, { b: 'QQ==' }, true],
  ])('%j of %j is %s', (conditions, context, expected) => {
    expect(meetsConditions(conditions, { context }).matches).toBe(expected);
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
    expect(meetsConditions({ ArnLike: { arn: pattern } }, { context: { arn: value } }).matches).toBe(
      expected,
    );
    expect(meetsConditions({ ArnEquals: { arn: pattern } }, { context: { arn: value } }).matches).toBe(
      expected,
    );
    expect(meetsConditions({ ArnNotLike: { arn: pattern } }, { context: { arn: value } }).matches).toBe(
      !expected,
    );
  });
});
