import { expect, test } from 'vitest';
import { deniesUntagged, isTagPolicy } from '../../../azure/policy/tag-policy';

const missing = (field: string) => ({ field, exists: 'false' });
const rule = (condition: object, effect = 'deny') =>
  `{"if":${JSON.stringify(condition)},"then":{"effect":${JSON.stringify(effect)}}}`;
const GROUPS = { field: 'type', equals: 'Microsoft.Resources/subscriptions/resourceGroups' };

test.each([
  ['a missing tag', rule(missing("tags['team']")), true],
  ['a missing tag, in another notation', rule(missing('tags.team'), 'Deny'), true],
  ['no tags', rule(missing('tags')), true],
  ['a tag by parameter', rule(missing("[concat('tags[', parameters('tagName'), ']')]")), true],
  ['one of several tags', rule({ anyOf: [missing('tags[a]'), { not: missing('tags[b]') }] }), true],
  ['groups without a tag', rule({ allOf: [GROUPS, missing('tags[a]')] }), false],
  ['a missing tag that is only audited', rule(missing('tags[a]'), 'audit'), false],
  ['an effect by parameter', rule(missing('tags[a]'), "[parameters('effect')]"), false],
  ['locations', rule({ field: 'location', notIn: ['westeurope'] }), false],
  ['a field that only begins like tags', rule(missing('tagsOfMine')), false],
  ['no JSON', '{', false],
  ['null', 'null', false],
])('a rule on %s', (_, json, expected) => {
  expect(deniesUntagged(json)).toBe(expected);
});

test.each([
  ['/providers/Microsoft.Authorization/policyDefinitions/871b6d14-10aa-478d-b590-94f262ecfa99', true],
  ['/providers/microsoft.authorization/policydefinitions/1E30110A-5CEB-460C-A204-C1C3969C6D62', true],
  ['Require a tag on resources', true],
  ['/providers/Microsoft.Authorization/policyDefinitions/96670d01-0a4d-4649-9c89-2d3abc0a5025', false],
  ['', false],
])('%j is a tag policy: %s', (nameOrId, expected) => {
  expect(isTagPolicy(nameOrId)).toBe(expected);
});
