import { describe, expect, test } from 'vitest';
import { RecordCategory } from '../../../azure/records/record-category';
import { ENDPOINTS } from '../../../azure/records/tuple-field';
import { mayOmitCounters } from '../../../azure/records/tuple-version';
import { TUPLE_VERSIONS, tupleVersion } from '../../../azure/records/tuple-versions';
import { TUPLE_KINDS } from './arbitrary-blobs';

const CATEGORIES = { vnet: RecordCategory.VNET, nsg: RecordCategory.NSG };
const KEYS = TUPLE_VERSIONS.map(({ category, version }) => `${category} ${version}`);

test('every tuple version is declared once', () => {
  expect(new Set(KEYS).size).toBe(TUPLE_VERSIONS.length);
});

describe.each(TUPLE_VERSIONS)('version $version of $category', (declared) => {
  const { category, version, fields, hasCounters } = declared;

  test('begins with the endpoints and writes each column once', () => {
    expect(fields.slice(0, ENDPOINTS.length)).toEqual(ENDPOINTS);
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
  });

  test('is the declaration for its number', () => {
    expect(tupleVersion(category, version)).toBe(declared);
  });

  test('may omit its counters only if it has none or a field allows it', () => {
    const tokens = fields.map(() => '');
    expect(mayOmitCounters(declared, tokens)).toBe(!hasCounters);
    for (const [position, { uncounted = [] }] of fields.entries())
      for (const letter of uncounted)
        expect(mayOmitCounters(declared, tokens.with(position, letter))).toBe(true);
  });
});

test('the random blobs of the reader tests contain every version', () => {
  const tested = TUPLE_KINDS.map(({ category, version }) => `${CATEGORIES[category]} ${version}`);
  expect(tested.sort()).toEqual([...KEYS].sort());
});
