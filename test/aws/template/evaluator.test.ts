import { describe, expect, test } from 'vitest';
import { namingOf } from '../../../aws/deployer/catalogue';
import { readTemplate } from '../../../aws/template/read-template';
import { AppValues } from '../../../aws/template/stack-values';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { TemplateValues } from '../../../standard/adapters/cloudformation/template-value';

const ENV = { account: '111122223333', region: 'eu-west-1' };

const TEMPLATE = {
  Parameters: {
    Open: { Type: 'String' },
    Environment: { Type: 'String', AllowedValues: ['dev', 'prod'] },
    Days: { Type: 'Number', Default: 90 },
    Names: { Type: 'CommaDelimitedList', Default: 'a, b,c' },
    Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/vpc' },
  },
  Mappings: { Days: { dev: { logs: 30 }, prod: { logs: 400 } } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Environment' }, 'prod'] },
    IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    Never: { 'Fn::Equals': ['a', 'b'] },
    Self: { 'Fn::Or': [{ Condition: 'Self' }, { Condition: 'Never' }] },
  },
  Resources: {
    Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
    Named: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'central' } },
    Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: 'vpc-1' } },
    OnlyProd: { Type: 'AWS::Logs::LogGroup', Condition: 'IsProd' },
  },
};

function appOf(template: object = TEMPLATE, facts: object = {}) {
  const stack = readTemplate(template, { name: 'Stack', ...ENV, ...facts });
  const app = new AppValues([stack], namingOf);
  return { app, stack, values: new TemplateValues(app) };
}

describe('an expression', () => {
  const { values, stack } = appOf();

  test.each<[string, unknown, unknown]>([
    ['a default value', { Ref: 'Days' }, 90],
    ['a list parameter', { 'Fn::Join': ['-', { Ref: 'Names' }] }, 'a-b-c'],
    ['an item of a list parameter', { 'Fn::Select': ['1', { Ref: 'Names' }] }, 'b'],
    ['the length of a list', { 'Fn::Length': { Ref: 'Names' } }, 3],
    ['text in base 64', { 'Fn::Base64': 'logs' }, 'bG9ncw=='],
    ['JSON text', { 'Fn::ToJsonString': { Days: { Ref: 'Days' } } }, '{"Days":90}'],
    ['a default value of a mapping', { 'Fn::FindInMap': ['Days', 'test', 'logs', { DefaultValue: 7 }] }, 7],
    ['a branch of a false condition', { 'Fn::If': ['Never', 'a', 'b'] }, 'b'],
    ['equal branches of an unknown condition', { 'Fn::If': ['IsProd', 'a', 'a'] }, 'a'],
    ['the VPC of a subnet', { 'Fn::GetAtt': ['Subnet', 'VpcId'] }, 'vpc-1'],
    ['a literal placeholder', { 'Fn::Sub': '${!version} ${Days}' }, '${version} 90'],
    [
      'a placeholder in a variable',
      { 'Fn::Sub': ['${X}', { X: { 'Fn::Sub': '${!version}' } }] },
      '${version}',
    ],
    [
      'the name in an ARN',
      { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Named', 'Arn'] }] }] },
      'central',
    ],
  ])('for %s is known', (_, json, expected) => {
    expect(values.of(json, stack)).toMatchObject({ known: true, value: expected });
  });

  test.each<[string, unknown, unknown[] | undefined]>([
    ['a parameter with allowed values', { Ref: 'Environment' }, ['dev', 'prod']],
    [
      'a mapping by such a parameter',
      { 'Fn::FindInMap': ['Days', { Ref: 'Environment' }, 'logs'] },
      [30, 400],
    ],
    ['a condition', { 'Fn::If': ['IsProd', 400, 30] }, [400, 30]],
    ['opposite conditions', { 'Fn::If': ['IsProd', { 'Fn::If': ['IsDev', 1, 2] }, 3] }, [2, 3]],
    [
      'two expressions of one condition',
      { 'Fn::Sub': ['${A}${B}', { A: { 'Fn::If': ['IsProd', 1, 2] }, B: { 'Fn::If': ['IsDev', 3, 4] } }] },
      ['14', '23'],
    ],
    ['a parameter without a default', { Ref: 'Open' }, undefined],
    ['a stored parameter', { Ref: 'Stored' }, undefined],
    ['a secret', '{{resolve:secretsmanager:flow-logs}}', undefined],
    ['a list that AWS computes', { 'Fn::GetAZs': '' }, undefined],
    ['a name that does not exist', { Ref: 'Vcp' }, undefined],
  ])('for %s has its candidates', (_, json, candidates) => {
    const value = values.of(json, stack);
    expect(value.known).toBe(false);
    expect(value.known ? undefined : value.candidates).toEqual(candidates);
  });

  test('of a conditional resource assumes the condition', () => {
    const resource = stack.resources.find(({ logicalId }) => logicalId === 'OnlyProd');
    if (!resource) throw new Error('expected a resource');
    expect(values.of({ 'Fn::If': ['IsProd', 1, 2] }, { stack, resource })).toMatchObject({ value: 1 });
    expect(values.of({ Ref: 'Environment' }, { stack, resource })).toMatchObject({ value: 'prod' });
  });

  test('takes given values before defaults', () => {
    const given = appOf(TEMPLATE, { given: { Days: '30', Names: 'x', Environment: 'dev' } });
    expect(given.values.number({ Ref: 'Days' }, given.stack)).toMatchObject({ value: 30 });
    expect(given.values.of({ 'Fn::If': ['IsProd', 1, 2] }, given.stack)).toMatchObject({ value: 2 });
  });

  test('as a partial text keeps generated names apart, and unknown parts of one origin equal', () => {
    const { app, stack: open } = appOf(TEMPLATE, { account: undefined });
    const text = app.of(open).partial({ 'Fn::Sub': '${Bucket.Arn}/AWSLogs/${AWS::AccountId}/*' });
    expect(text).toMatchObject({
      parts: ['arn:aws:s3:::⟨Stack/Bucket⟩/AWSLogs/', { known: false, id: 'Stack:AWS::AccountId' }, '/*'],
    });
    expect(app.of(open).partial({ 'Fn::GetAtt': ['Named', 'Arn'] })).toBe('arn:aws:s3:::central');
  });
});

describe('a hostile template', () => {
  const outputs = (count: number, expressionOf: (index: number) => unknown) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `O${index}`,
        { Value: expressionOf(index), Export: { Name: `e${index}` } },
      ]),
    );
  const evaluate = (template: object, json: unknown, others: TemplateStack[] = []) => {
    const stack = readTemplate(template, { name: 'Hostile', ...ENV });
    const values = new TemplateValues(new AppValues([stack, ...others]));
    return values.of(json, stack);
  };

  test.each<[string, object, unknown]>([
    [
      'exports that import each other',
      {
        Outputs: outputs(2, (index) => ({ 'Fn::ImportValue': `e${1 - index}` })),
      },
      { 'Fn::ImportValue': 'e0' },
    ],
    [
      'a name of an export that imports itself',
      { Outputs: { O: { Value: 'x', Export: { Name: { 'Fn::ImportValue': 'e' } } } } },
      { 'Fn::ImportValue': 'e' },
    ],
    [
      'texts that double',
      {
        Outputs: outputs(60, (index) => ({
          'Fn::Join': ['', [{ 'Fn::ImportValue': `e${index + 1}` }, { 'Fn::ImportValue': `e${index + 1}` }]],
        })),
      },
      { 'Fn::ImportValue': 'e0' },
    ],
    [
      'functions in functions',
      {},
      Array.from({ length: 400 }).reduce<unknown>((inner) => ({ 'Fn::Join': ['', [inner]] }), { Ref: 'X' }),
    ],
    ['a condition of itself', TEMPLATE, { 'Fn::If': ['Self', 1, 2] }],
    ['names of the prototype', {}, { 'Fn::Sub': '${__proto__}${constructor.name}' }],
    ['arguments of other types', {}, { 'Fn::Join': [{ a: 1 }, { Ref: ['x'] }] }],
    ['Fn::Equals without operands', { Conditions: { C: { 'Fn::Equals': 'x' } } }, { 'Fn::If': ['C', 1, 2] }],
  ])('with %s is unknown, without an error', (_, template, json) => {
    expect(evaluate({ Resources: {}, ...template }, json).known).toBe(false);
  });
});
