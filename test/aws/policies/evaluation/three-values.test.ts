import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Access,
  decide,
  PolicyKind,
  type PolicyRequest,
  type PolicyStatement,
  statementsOf,
} from '../../../../aws/policies/evaluation';
import { isEqual, isLike } from '../../../../aws/policies/evaluation/patterns';
import { joined, type PartialText, unknownText } from '../../../../flows/partial-text';
import { unknown } from '../../../../flows/value';

const RUNS = Number(process.env.RUNS ?? 2000);

const REQUEST: PolicyRequest = {
  principal: 'delivery.logs.amazonaws.com',
  action: 's3:PutObject',
  resource: 'arn:aws:s3:::logs/AWSLogs/111122223333/a.gz',
  context: { 'aws:SourceAccount': '111122223333', 'aws:SecureTransport': 'true', list: ['a', 'b'] },
};

const texts = fc.constantFrom(
  '*',
  'arn:aws:s3:::logs/*',
  'arn:aws:s3:::logs/AWSLogs/111122223333/*',
  'arn:aws:s3:::other/*',
  'arn:aws:s3:::logs',
);
const conditions = fc.dictionary(
  fc.constantFrom(
    'StringEquals',
    'StringNotEquals',
    'StringLike',
    'StringEqualsIfExists',
    'Null',
    'Bool',
    'ForAnyValue:StringLike',
    'ForAllValues:StringEquals',
    'ForAllValues:StringNotLike',
  ),
  fc.dictionary(
    fc.constantFrom('aws:SourceAccount', 'aws:SourceVpce', 'aws:SecureTransport', 'list'),
    fc.constantFrom('111122223333', 'true', 'false', 'a*', '*', ['a', 'b'], ['a']),
    { maxKeys: 2 },
  ),
  { maxKeys: 2 },
);
const statements: fc.Arbitrary<Record<string, unknown>> = fc
  .record({
    effect: fc.constantFrom('Allow', 'Deny'),
    principal: fc.constantFrom(
      '*',
      { Service: 'delivery.logs.amazonaws.com' },
      { AWS: '111122223333' },
      { AWS: '*' },
    ),
    action: fc.constantFrom('s3:PutObject', 's3:*', ['s3:Get*', 's3:Put*'], 's3:GetObject'),
    resource: texts,
    names: fc.tuple(
      fc.constantFrom('Principal', 'NotPrincipal'),
      fc.constantFrom('Action', 'NotAction'),
      fc.constantFrom('Resource', 'NotResource'),
    ),
    condition: conditions,
  })
  .map(({ effect, principal, action, resource, names, condition }) => ({
    Effect: effect,
    [names[0]]: principal,
    [names[1]]: action,
    [names[2]]: resource,
    Condition: condition,
  }));

/** Replaces texts in a JSON value by texts that are partly or wholly unknown. */
function blurred(json: unknown, next: () => number): unknown {
  if (typeof json === 'string') {
    const [choice, cut] = [next() % 6, json.length === 0 ? 0 : next() % json.length];
    if (choice === 0) return unknownText('it is a parameter');
    if (choice === 1) return joined(json.slice(0, cut), unknownText('it is a parameter'));
    if (choice === 2) return joined(unknownText('it is a parameter'), json.slice(cut));
    return json;
  }
  if (typeof json !== 'object' || json === null) return json;
  if (next() % 12 === 0) return unknown('it is a parameter');
  if (Array.isArray(json)) return json.map((each) => blurred(each, next));
  return Object.fromEntries(Object.entries(json).map(([key, each]) => [key, blurred(each, next)]));
}

function accessOf(all: unknown, request = REQUEST): Access {
  return decide(PolicyKind.RESOURCE, statementsOf({ Statement: all }), request).access;
}

describe('a policy with unknown parts', () => {
  test('is decided as without them, or undecided', () => {
    let undecided = 0;
    fc.assert(
      fc.property(fc.array(statements, { maxLength: 3 }), fc.infiniteStream(fc.nat()), (all, stream) => {
        const before = accessOf(all);
        const after = accessOf(blurred(all, () => stream.next().value as number));
        if (after === Access.UNDECIDED) undecided += 1;
        else if (before !== Access.UNDECIDED) expect(after).toBe(before);
      }),
      { numRuns: RUNS },
    );
    // otherwise the property tests nothing
    expect(undecided).toBeGreaterThan(RUNS / 20);
    expect(undecided).toBeLessThan(RUNS);
  });

  test('is undecided if a statement is unknown, unless another statement denies the request', () => {
    const allow: PolicyStatement = { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' };
    const open = unknown('it depends on the condition IsProd');
    expect(accessOf([allow])).toBe(Access.ALLOWED);
    expect(accessOf([allow, open])).toBe(Access.UNDECIDED);
    expect(accessOf([allow, open, { ...allow, Effect: 'Deny' }])).toBe(Access.DENIED);
    expect(decide(PolicyKind.RESOURCE, statementsOf(open), REQUEST).reason).toContain('condition IsProd');
  });

  test('is decided by equal unknown parts', () => {
    const account = unknownText('the account is unknown', 'account of Stack');
    const request = { ...REQUEST, context: { 'aws:SourceAccount': account } };
    const allowing = (value: PartialText) => [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: '*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': value } },
      },
    ];
    expect(accessOf(allowing(account), request)).toBe(Access.ALLOWED);
    expect(accessOf(allowing('111122223333'), request)).toBe(Access.UNDECIDED);
    expect(accessOf(allowing(unknownText('another account', 'account of Other')), request)).toBe(
      Access.UNDECIDED,
    );
  });
});

describe('a request with keys that are unknown', () => {
  const deny = (operator: string, key: string) => [
    { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
    { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition: { [operator]: { [key]: 'x' } } },
  ];
  const request = {
    ...REQUEST,
    context: { maybe: { oneOf: [undefined, 'y'] } },
    canHave: (key: string) => key === 'any',
  };

  test.each([
    ['StringNotEquals', 'maybe', Access.DENIED],
    ['StringEquals', 'maybe', Access.ALLOWED],
    ['StringEqualsIfExists', 'maybe', Access.UNDECIDED],
    ['StringNotEquals', 'any', Access.UNDECIDED],
    ['StringNotEquals', 'never', Access.DENIED],
    ['StringEquals', 'never', Access.ALLOWED],
    ['Unheard', 'never', Access.UNDECIDED],
    ['StringEquals', 'list', Access.ALLOWED],
  ])('%s %s: %s', (operator, key, expected) => {
    expect(accessOf(deny(operator, key), request)).toBe(expected);
  });
});

test('a pattern matches as its regular expression', () => {
  const characters = fc.constantFrom('a', 'b', '*', '?', '/');
  fc.assert(
    fc.property(fc.array(characters), fc.array(fc.constantFrom('a', 'b', '/')), (left, right) => {
      const [pattern, value] = [left.join(''), right.join('')];
      const source = pattern.replaceAll('*', '.*').replaceAll('?', '.');
      expect(isLike(pattern, value, {})).toBe(new RegExp(`^${source}$`).test(value));
      expect(isEqual(pattern, value, {})).toBe(pattern === value);
    }),
    { numRuns: RUNS },
  );
});

test('a pattern with an unknown part matches as with each text of the part, or is undecided', () => {
  const part = unknownText('it is a parameter', 'parameter');
  const characters = fc.constantFrom('a', 'b', '*', '?', '/', part);
  let decided = 0;
  fc.assert(
    fc.property(
      fc.array(characters),
      fc.array(fc.constantFrom('a', 'b', '/', part)),
      fc.stringMatching(/^[ab/]{0,3}$/),
      (left, right, text) => {
        const result = isLike(joined(...left), joined(...right), {});
        if (result === undefined) return;
        const filled = (all: readonly PartialText[]) =>
          all.map((each) => (each === part ? text : each)).join('');
        if (left.includes(part) && right.includes(part)) decided += 1;
        expect(result).toBe(isLike(filled(left), filled(right), {}));
      },
    ),
    { numRuns: RUNS },
  );
  expect(decided).toBeGreaterThan(RUNS / 20);
});

test('equal unknown parts at the start and the end are no difference', () => {
  const [region, name] = [unknownText('unknown', 'region'), unknownText('unknown', 'name')];
  const arn = (...end: PartialText[]) => joined('arn:aws:logs:', region, ':log-group:', ...end);
  expect(isLike(arn('/app/*'), arn('/vpc/', name), {})).toBe(false);
  expect(isLike(arn('/vpc/*'), arn('/vpc/', name), {})).toBe(true);
  expect(isLike(arn(name, '-app/*'), arn(name, '-vpc/flow-logs'), {})).toBe(false);
  expect(isLike(arn('/app/', name), arn('/vpc/', name), {})).toBe(false);
  expect(isLike(arn(name), arn('/vpc/flow-logs'), {})).toBeUndefined();
});

test('the evaluation of any JSON ends without an exception', () => {
  fc.assert(
    fc.property(fc.jsonValue(), statements, fc.jsonValue(), (document, statement, part) => {
      for (const key of ['Effect', 'Principal', 'Action', 'Resource', 'Condition', 'Sid']) {
        expect(Object.values(Access)).toContain(accessOf([{ ...statement, [key]: part }]));
      }
      for (const kind of Object.values(PolicyKind)) {
        expect(Object.values(Access)).toContain(decide(kind, statementsOf(document), REQUEST).access);
      }
    }),
    { numRuns: RUNS },
  );
});

test('a hostile policy is evaluated in a limited time', () => {
  const long = '*a'.repeat(20_000);
  const unknownPart = unknownText('it is a parameter');
  const started = Date.now();
  accessOf([{ Effect: 'Allow', Principal: '*', Action: long, Resource: joined(long, unknownPart, long) }]);
  expect(Date.now() - started).toBeLessThan(5000);
});
