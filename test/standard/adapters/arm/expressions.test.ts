import { describe, expect, test } from 'vitest';
import { Deployment } from '../../../../standard/adapters/arm/deployment';
import {
  type ArmValue,
  replaceMarks,
  Unresolved,
} from '../../../../standard/adapters/arm/expressions/arm-value';
import { evaluate } from '../../../../standard/adapters/arm/expressions/evaluate';
import { EvaluationBudget } from '../../../../standard/adapters/arm/expressions/evaluation-scope';
import { rootPlacement } from '../../../../standard/adapters/arm/placement';

function deploymentOf(json: object): Deployment {
  return new Deployment(
    { json: json as Record<string, unknown>, file: 'main.json', artifact: 'main.json', pointer: '' },
    {
      path: [],
      placement: rootPlacement('resourceGroup'),
      budget: new EvaluationBudget('main.json'),
      conditions: [],
      parameter: () => undefined,
    },
  );
}

/** Evaluates a value. Unresolved parts are shown by their expressions in braces. */
function resultOf(json: unknown, template: object = {}): unknown {
  return shown(evaluate(json, deploymentOf(template).scope));
}

function shown(value: ArmValue): unknown {
  if (value instanceof Unresolved) return `{${value.text}}`;
  if (typeof value === 'string') return replaceMarks(value);
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shown(each)]));
}

function reasonOf(json: unknown, template: object = {}): string | undefined {
  const value = evaluate(json, deploymentOf(template).scope);
  return value instanceof Unresolved ? value.reason : undefined;
}

describe('expressions', () => {
  test.each<[string, unknown]>([
    ['plain', 'plain'],
    ['[[escaped]', '[escaped]'],
    ['[not an expression] because', '[not an expression] because'],
    ["['it''s']", "it's"],
    ["[concat('a', 1, 'b')]", 'a1b'],
    ['[concat(createArray(1), createArray(2))]', [1, 2]],
    ["[format('{0}-{1}-{{x}}', 'a', 2)]", 'a-2-{x}'],
    ["[format('{0:D3}', 7)]", '007'],
    ["[format('{0}', true())]", 'True'],
    ["[toLower('ABC')]", 'abc'],
    ["[toUpper('abc')]", 'ABC'],
    ["[split('a,b;c', createArray(',', ';'))]", ['a', 'b', 'c']],
    ["[last(split('a/b', '/'))]", 'b'],
    ["[first('abc')]", 'a'],
    ["[substring('abcdef', 1, 3)]", 'bcd'],
    ["[replace('a-b-c', '-', '')]", 'abc'],
    ["[take('abcdef', 3)]", 'abc'],
    ['[skip(createArray(1, 2, 3), 1)]', [2, 3]],
    ["[padLeft('5', 3, '0')]", '005'],
    ["[startsWith('Abc', 'aB')]", true],
    ["[endsWith('Abc', 'BC')]", true],
    ["[trim(' a ')]", 'a'],
    ["[indexOf('Test', 't')]", 0],
    ['[string(12)]', '12'],
    ["[int('12')]", 12],
    ['[bool(1)]', true],
    ['[json(\'{"a": [1]}\').a[0]]', 1],
    ['[add(1, mul(2, 3))]', 7],
    ['[sub(mod(7, 4), div(7, 2))]', 0],
    ['[-5]', -5],
    ['[max(1, 3, 2)]', 3],
    ['[min(createArray(4, 2))]', 2],
    ['[range(2, 3)]', [2, 3, 4]],
    ["[if(equals('a', 'A'), 1, 2)]", 2],
    ['[and(true(), not(false()))]', true],
    ['[or(false(), greater(2, 1))]', true],
    ["[less('a', 'b')]", true],
    ["[coalesce(null(), 'x', 'y')]", 'x'],
    ["[contains('abc', 'B')]", false],
    ["[contains(createObject('Key', 1), 'key')]", true],
    ['[contains(createArray(1, 2), 3)]', false],
    ["[empty('')]", true],
    ["[length('abc')]", 3],
    [
      "[union(createObject('a', 1, 'b', createObject('c', 1)), createObject('b', createObject('d', 2)))]",
      { a: 1, b: { c: 1, d: 2 } },
    ],
    ['[union(createArray(1, 2), createArray(2, 3))]', [1, 2, 3]],
    ['[intersection(createArray(1, 2), createArray(2, 3))]', [2]],
    ["[join(createArray('a', 'b'), ', ')]", 'a, b'],
    ["[items(createObject('b', 2, 'a', 1))[0].key]", 'a'],
    ["[createObject('Days', 30).days]", 30],
    ["[tryGet(createObject('a', 1), 'b')]", null],
    ["[map(createArray(1, 2), lambda('x', mul(lambdaVariables('x'), 2)))]", [2, 4]],
    ["[filter(createArray(1, 2, 3), lambda('x', greater(lambdaVariables('x'), 1)))]", [2, 3]],
    [
      "[reduce(createArray(1, 2, 3), 0, lambda('sum', 'x', add(lambdaVariables('sum'), lambdaVariables('x'))))]",
      6,
    ],
    ["[sort(createArray(3, 1), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))]", [1, 3]],
    ["[toObject(createArray('a'), lambda('x', lambdaVariables('x')), lambda('x', 1))]", { a: 1 }],
    ["[uri('https://example.com/a/', 'b/c.json')]", 'https://example.com/a/b/c.json'],
    ["[base64ToString(base64('x'))]", 'x'],
  ])('%s', (json, expected) => {
    expect(resultOf(json)).toEqual(expected);
  });

  test('property loops repeat their input', () => {
    const json = {
      copy: [
        {
          name: 'subnets',
          count: '[length(createArray(1, 2))]',
          input: { name: "[format('s{0}', copyIndex('subnets', 1))]" },
        },
      ],
    };
    expect(resultOf(json)).toEqual({ subnets: [{ name: 's1' }, { name: 's2' }] });
  });
});

describe('the deployment', () => {
  const OWN = '/subscriptions/{subscription().subscriptionId}/resourceGroups/{resourceGroup().name}';

  test.each<[string, unknown]>([
    [
      "[resourceId('Microsoft.Network/virtualNetworks', 'hub')]",
      `${OWN}/providers/Microsoft.Network/virtualNetworks/hub`,
    ],
    [
      "[resourceId('other', 'Microsoft.Network/virtualNetworks/subnets', 'hub', 'a')]",
      '/subscriptions/{subscription().subscriptionId}/resourceGroups/other/providers/Microsoft.Network/virtualNetworks/hub/subnets/a',
    ],
    [
      "[resourceId('1111', 'other', 'Microsoft.Network/virtualNetworks', 'hub')]",
      '/subscriptions/1111/resourceGroups/other/providers/Microsoft.Network/virtualNetworks/hub',
    ],
    [
      "[subscriptionResourceId('Microsoft.Authorization/policyDefinitions', 'x')]",
      '/subscriptions/{subscription().subscriptionId}/providers/Microsoft.Authorization/policyDefinitions/x',
    ],
    [
      "[tenantResourceId('Microsoft.Authorization/policyDefinitions', 'x')]",
      '/providers/Microsoft.Authorization/policyDefinitions/x',
    ],
    [
      "[extensionResourceId(resourceGroup().id, 'Microsoft.Resources/deployments', 'm')]",
      `${OWN}/providers/Microsoft.Resources/deployments/m`,
    ],
    ["[split(resourceGroup().id, '/')[4]]", '{resourceGroup().name}'],
    ['[equals(resourceGroup().name, resourceGroup().name)]', true],
    ['[equals(uniqueString(resourceGroup().id), uniqueString(resourceGroup().id))]', true],
    ["[toLower(format('logs{0}', uniqueString('a')))]", "logs{uniqueString('a')}"],
    ["[empty(format('logs{0}', uniqueString('a')))]", false],
    ["[if(parameters('unset'), 'x', 'x')]", 'x'],
    ["[and(false(), parameters('unset'))]", false],
    ['[environment().suffixes.storage]', '{environment().suffixes.storage}'],
    ["[contains(createArray('a', parameters('unset')), 'a')]", true],
  ])('%s', (json, expected) => {
    expect(resultOf(json, { parameters: { unset: { type: 'string' } } })).toEqual(expected);
  });

  test('parameters and variables are found in any case', () => {
    const template = {
      parameters: { Prefix: { type: 'string', defaultValue: "[format('p-{0}', variables('NAME'))]" } },
      variables: { name: 'x', copy: [{ name: 'loop', count: 2, input: "[copyIndex('loop')]" }] },
    };
    expect(resultOf("[parameters('prefix')]", template)).toBe('p-x');
    expect(resultOf("[variables('loop')]", template)).toEqual([0, 1]);
  });

  test('user-defined functions see their parameters', () => {
    const template = {
      functions: [
        {
          namespace: 'contoso',
          members: {
            name: {
              parameters: [{ name: 'prefix', type: 'string' }],
              output: { type: 'string', value: "[concat(toLower(parameters('prefix')), '-vnet')]" },
            },
          },
        },
      ],
    };
    expect(resultOf("[contoso.name('HUB')]", template)).toBe('hub-vnet');
  });

  test('a nullable parameter without a value is null', () => {
    const template = { parameters: { tags: { type: 'object', nullable: true } } };
    expect(resultOf("[coalesce(tryGet(parameters('tags'), 'x'), 'none')]", template)).toBe('none');
  });
});

describe('unresolved values state the reason', () => {
  test.each([
    ["[parameters('days')]", 'it is the parameter days, which has no value'],
    ["[add(parameters('days'), 1)]", 'it is the parameter days, which has no value'],
    ["[parameters('other')]", 'the template has no parameter other'],
    ["[variables('other')]", 'the template has no variable other'],
    ["[variables('circle')]", 'it depends on itself'],
    ["[reference('x').y]", 'it is the state of a resource, which is known only after the deployment'],
    ["[utcNow('d')]", "it is utcNow('d'), which is known only during the deployment"],
    ["[concat('a'", undefined],
    ["[concat('a']", 'it is not a valid expression: expected "," or ")" at offset 11 of "[concat(\'a\']"'],
    ["[int('x')]", 'Azure refuses the expression: "x" is not a number of this type'],
    ['[createArray(1)[3]]', 'Azure refuses the expression: the array has 1 items, and none at 3'],
    ['[range(0, 1000000)]', 'Azure refuses the expression: the count is 1000000, Azure allows 0 to 10000'],
    [
      "[if(parameters('flag'), 1, 2)]",
      'it depends on a condition: it is the parameter flag, which has no value',
    ],
  ])('%s', (json, expected) => {
    const template = {
      parameters: { days: { type: 'int' }, flag: { type: 'bool' } },
      variables: { circle: "[variables('other2')]", other2: "[variables('circle')]" },
    };
    expect(reasonOf(json, template)).toBe(expected);
  });
});

describe('hostile templates', () => {
  test('a deep expression is unresolved', () => {
    expect(reasonOf(`[${'not('.repeat(3000)}true()${')'.repeat(3000)}]`)).toMatch(
      /nested more than 100 levels/,
    );
  });

  test('a long expression is unresolved', () => {
    expect(reasonOf(`['${'x'.repeat(30_000)}']`)).toMatch(/30004 characters, Azure allows 24576/);
  });

  test('variables that double each other are bounded', () => {
    const variables: Record<string, string> = { v0: 'xxxxxxxxxx' };
    for (let index = 1; index <= 60; index++)
      variables[`v${index}`] = `[createArray(variables('v${index - 1}'), variables('v${index - 1}'))]`;
    expect(reasonOf("[string(variables('v60'))]", { variables })).toMatch(/known only during the deployment/);
    for (let index = 1; index <= 60; index++)
      variables[`v${index}`] = `[concat(variables('v${index - 1}'), variables('v${index - 1}'))]`;
    expect(reasonOf("[variables('v60')]", { variables })).toMatch(/larger than/);
  });

  test('a long chain of variables does not overflow the stack', () => {
    const variables: Record<string, string> = { v0: 'x' };
    for (let index = 1; index <= 20_000; index++) variables[`v${index}`] = `[variables('v${index - 1}')]`;
    expect(reasonOf("[variables('v20000')]", { variables })).toMatch(/nested too deep/);
  });

  test('loops in loops need too much work', () => {
    const loop = (name: string, input: unknown) => ({ copy: [{ name, count: 800, input }] });
    expect(() => resultOf(loop('a', loop('b', loop('c', 'x'))))).toThrow(
      'main.json needs more than 1000000 evaluation steps: reduce its copy loops and nested variables',
    );
  });

  test('a loop with more copies than Azure allows is unresolved', () => {
    const value = evaluate({ copy: [{ name: 'a', count: 1e9, input: 'x' }] }, deploymentOf({}).scope);
    expect((value as { a: Unresolved }).a.reason).toBe(
      'the number of copies of a is 1000000000, Azure allows 0 to 800',
    );
  });

  test('a function that calls itself is refused', () => {
    const output = { type: 'int', value: '[a.f()]' };
    expect(reasonOf('[a.f()]', { functions: [{ namespace: 'a', members: { f: { output } } }] })).toMatch(
      /calls itself/,
    );
  });

  test('names of prototypes are names', () => {
    expect(resultOf("[createObject('__proto__', 1).constructor]")).toBe('{invalid}');
    expect(resultOf("[parameters('constructor')]")).toBe("{parameters('constructor')}");
    expect(resultOf('[toString()]')).toBe('{toString()}');
  });
});
