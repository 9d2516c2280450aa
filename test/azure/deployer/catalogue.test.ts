import { describe, expect, test } from 'vitest';
import { COVERED_TYPES } from '../../../azure/deployer/catalogue';
import { REST_PATHS } from '../../../azure/deployer/catalogue/rest-paths';
import type { CoveredType } from '../../../azure/deployer/covered-type';
import { templateGrants } from '../../../azure/deployer/provider-grants';
import { matchesAction } from '../../../azure/deployer/role-definitions';
import { RESOURCE_PROVIDERS } from '../../../azure/resource-providers';
import operations from './operations.json';

const KNOWN = new Set(operations.sources.flatMap(({ actions }) => actions.map((each) => each.toLowerCase())));
const KNOWN_DATA = new Set(
  operations.sources.flatMap(({ dataActions = [] }) => dataActions.map((each) => each.toLowerCase())),
);

function actionsOf({ actions, onSubscription = [], whenSet = [], linked = [] }: CoveredType): string[] {
  return [...actions, ...onSubscription, ...[...whenSet, ...linked].flatMap((each) => each.actions)];
}

/** A wildcard is known by the operations that it matches. */
const isUnknown = (each: string) => ![...KNOWN].some((operation) => matchesAction(each, operation));

describe('the operations of the catalogue', () => {
  test.each(COVERED_TYPES.map((entry) => [entry.type, entry] as const))('of %s exist', (_, entry) => {
    expect(actionsOf(entry).filter(isUnknown)).toEqual([]);
    expect((entry.dataActions ?? []).filter((each) => !KNOWN_DATA.has(each.toLowerCase()))).toEqual([]);
  });

  test('of providers and templates exist', () => {
    const registrations = Object.values(RESOURCE_PROVIDERS).map(
      ({ namespace }) => `${namespace}/register/action`,
    );
    expect([...registrations, ...templateGrants({}, 'main').actions].filter(isUnknown)).toEqual([]);
  });

  test('are all that the list of operations contains', () => {
    const used = [
      ...COVERED_TYPES.flatMap((each) => [...actionsOf(each), ...(each.dataActions ?? [])]),
      ...Object.values(RESOURCE_PROVIDERS).map(({ namespace }) => `${namespace}/register/action`),
      ...templateGrants({}, 'main').actions,
      'Microsoft.Resources/subscriptions/providers/read',
    ];
    const isUsed = (operation: string) => used.some((each) => matchesAction(each, operation));
    expect([...KNOWN, ...KNOWN_DATA].filter((each) => !isUsed(each))).toEqual([]);
  });

  test('have a source with its date', () => {
    for (const { title, date } of operations.sources) {
      expect(title).not.toBe('');
      expect(date).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
    }
  });
});

describe('the catalogue', () => {
  test('has one entry per type', () => {
    const types = COVERED_TYPES.map(({ type }) => type);
    expect(types).toEqual([...new Set(types)]);
    const restTypes = COVERED_TYPES.flatMap(({ restType }) => restType?.toLowerCase() ?? []);
    expect(restTypes).toEqual([...new Set(restTypes)]);
  });

  test('states the source of each entry and need', () => {
    for (const { source, whenSet = [], linked = [] } of COVERED_TYPES) {
      for (const each of [source, ...[...whenSet, ...linked].map((need) => need.source)]) {
        expect(each).toMatch(/^(azurerm provider, [\w/]+\.go|[A-Z].{10,})$/);
      }
    }
  });

  test('contains only paths of templates that an entry uses', () => {
    const used = COVERED_TYPES.flatMap(({ whenSet = [], linked = [] }) =>
      [...whenSet, ...linked].flatMap((need) => [need.argument, 'onlyIf' in need ? String(need.onlyIf) : '']),
    );
    const read = ['name', 'principal_type', 'role_definition_id'];
    expect(Object.keys(REST_PATHS).filter((each) => ![...used, ...read].includes(each))).toEqual([]);
  });
});
