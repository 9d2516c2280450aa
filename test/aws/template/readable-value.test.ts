import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  namedText,
  readableValue,
  withLongestTexts,
  withPlaceholders,
} from '../../../aws/template/readable-value';

const referenced = (name: string, attribute?: string) => {
  if (name === 'AWS::NoValue') return undefined;
  if (name === 'AWS::Region') return 'eu-west-1';
  return namedText(`${attribute ?? 'name'} of ${name}`, { maxLength: 20, isAtomic: attribute === undefined });
};

const readable = (value: unknown) => withPlaceholders(readableValue(value, referenced)).value;

describe.each<[unknown, unknown]>([
  ['plain', 'plain'],
  [7, 7],
  [{ Ref: 'AWS::Region' }, 'eu-west-1'],
  [{ Ref: 'Logs' }, '<name of Logs>'],
  [{ 'Fn::GetAtt': ['Logs', 'Arn'] }, '<Arn of Logs>'],
  [{ 'Fn::GetAtt': 'Logs.Arn' }, '<Arn of Logs>'],
  [{ 'Fn::ImportValue': 'SharedBucket' }, '<value of export SharedBucket>'],
  [{ 'Fn::ImportValue': { 'Fn::Sub': '${AWS::Region}-Bucket' } }, '<value of export eu-west-1-Bucket>'],
  [{ 'Fn::Join': ['', ['a', 1, { Ref: 'AWS::NoValue' }, true]] }, 'a1true'],
  [{ 'Fn::Join': [':', ['arn', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }]] }, 'arn:a-eu-west-1'],
  [{ 'Fn::Join': [',', { 'Fn::Split': ['|', 'a|b'] }] }, 'a,b'],
  [{ 'Fn::Join': ['|', { 'Fn::Split': ['|', { 'Fn::ImportValue': 'X' }] }] }, '<value of export X>'],
  [
    { 'Fn::Sub': 'a-${AWS::Region}-${Logs}-${Logs.Arn}-${!Literal}' },
    'a-eu-west-1-<name of Logs>-<Arn of Logs>-${Literal}',
  ],
  [{ 'Fn::Sub': ['a-${Name}', { Name: { 'Fn::ImportValue': 'X' } }] }, 'a-<value of export X>'],
  [{ 'Fn::Select': [1, ['a', 'b']] }, 'b'],
  [{ 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b'] }] }, 'b'],
  [{ 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Sub': 'a:${Logs}:c' }] }] }, '<name of Logs>'],
  [{ 'Fn::Select': [0, { 'Fn::Split': [':', { 'Fn::Sub': 'a:${Logs.Arn}' }] }] }, 'a'],
  [
    { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::ImportValue': 'X' }] }] },
    "<item 6 of the value of export X split at ':'>",
  ],
  [{ 'Fn::If': ['IsProd', 'a', 'a'] }, 'a'],
  [{ 'Fn::If': ['IsProd', 'a', { Ref: 'Logs' }] }, '<a or the name of Logs, depending on condition IsProd>'],
  [
    { 'Fn::FindInMap': ['Names', { Ref: 'AWS::Region' }, 'bucket'] },
    '<value of mapping Names for eu-west-1 and bucket>',
  ],
  [{ 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Bucket' } }, '<output Bucket of stack Other>'],
  [{ 'Fn::Base64': 'a' }, 'YQ=='],
  [{ 'Fn::Length': ['a', 'b'] }, 2],
  [{ 'Fn::ToJsonString': { a: { Ref: 'AWS::Region' } } }, '{"a":"eu-west-1"}'],
  [{ 'Fn::Cidr': ['10.0.0.0/8', 2] }, '<result of Fn::Cidr>'],
  [{ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::NoValue' }, a: 'b' } }, { StringEquals: { a: 'b' } }],
])('%j', (value, expected) => {
  test('is readable', () => {
    expect(readable(value)).toEqual(expected);
  });
});

test('lists the placeholders once each', () => {
  const { placeholders } = withPlaceholders(
    readableValue([{ Ref: 'A' }, { 'Fn::Sub': '${A}-${B}' }], referenced),
  );
  expect(placeholders).toEqual(['<name of A>', '<name of B>']);
});

test('unknown parts have their maximum length', () => {
  expect(withLongestTexts(readableValue({ 'Fn::Sub': 'a-${Logs}' }, referenced))).toBe(`a-${'x'.repeat(20)}`);
});

/** Any expression: texts, references, and each function of other expressions. */
const { expression } = fc.letrec<{ expression: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.oneof(
    fc.stringMatching(/^[a-z:/-]{0,9}$/),
    fc.integer(),
    fc.constantFrom('Logs', 'AWS::Region', 'AWS::NoValue', 'AWS::URLSuffix').map((Ref) => ({ Ref })),
    fc.constant({ 'Fn::GetAtt': ['Logs', 'Arn'] }),
  ),
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('expression'), { maxLength: 3 }).map((list) => ({ 'Fn::Join': ['-', list] })),
    fc.tuple(fc.nat(3), tie('expression')).map(([index, text]) => ({
      'Fn::Select': [index, { 'Fn::Split': [':', text] }],
    })),
    tie('expression').map((text) => ({ 'Fn::Sub': ['a-${X}-${Logs.Arn}', { X: text }] })),
    tie('expression').map((name) => ({ 'Fn::ImportValue': name })),
    tie('expression').map((text) => ({ 'Fn::Base64': text })),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => ({ 'Fn::If': ['IsProd', a, b] })),
    tie('expression').map((key) => ({ 'Fn::FindInMap': ['Names', key, 'x'] })),
    tie('expression').map((value) => ({ 'Fn::ToJsonString': { value } })),
    tie('expression').map((OutputName) => ({ 'Fn::GetStackOutput': { StackName: 'Other', OutputName } })),
    tie('expression').map((list) => ({ 'Fn::Length': list })),
    fc.constant({ 'Fn::GetAZs': '' }),
  ),
}));

test('every expression becomes plain JSON without functions', () => {
  fc.assert(
    fc.property(fc.array(expression, { maxLength: 4 }), (resources) => {
      const { value, placeholders } = withPlaceholders(
        readableValue([{ Effect: 'Allow', Resource: resources }], referenced),
      );
      const text = JSON.stringify(value);
      expect(text).not.toMatch(/\[object |\$\{Token|\$\{AWS::|"Fn::|"Ref"|undefined/);
      for (const item of (value as { Resource: unknown[] }[])[0]?.Resource ?? []) {
        expect(typeof item).toMatch(/^(string|number)$/);
      }
      for (const placeholder of placeholders) expect(placeholder).toMatch(/^<[^<>]+>$/);
    }),
    { numRuns: 500 },
  );
});
