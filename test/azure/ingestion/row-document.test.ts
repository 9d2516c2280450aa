import { describe, expect, test } from 'vitest';
import { MAX_FIELD_BYTES, rowDocument, rowId } from '../../../azure/ingestion/row-document';
import { type ColumnName, columnIndex, FLOW_COLUMNS, type Value } from '../../../flows/columns';

function rowOf(values: Partial<Record<ColumnName, Value>>): Value[] {
  const row: Value[] = FLOW_COLUMNS.map(() => null);
  for (const [name, value] of Object.entries({ source: 'a/PT1H.json', source_row: 1n, ...values }))
    row[columnIndex(name as ColumnName)] = value;
  return row;
}

const ID = rowId(rowOf({}));

function memberOf(values: Partial<Record<ColumnName, Value>>): string {
  return rowDocument(rowOf(values)).json.replace(
    `{"RowId":"${ID}","source":"a/PT1H.json","source_row":1,`,
    '',
  );
}

test('omits null values', () => {
  expect(rowDocument(rowOf({})).json).toBe(`{"RowId":"${ID}","source":"a/PT1H.json","source_row":1}`);
});

test.each([
  [9_007_199_254_740_993n, '9007199254740993'],
  [9_223_372_036_854_775_807n, '9223372036854775807'],
  [0n, '0'],
])('writes the counter %s exactly', (bytes_out, written) => {
  expect(memberOf({ bytes_out })).toBe(`"bytes_out":${written}}`);
});

test('writes times in UTC with milliseconds', () => {
  expect(memberOf({ start_time: 1_700_000_000_123n })).toBe('"start_time":"2023-11-14T22:13:20.123Z"}');
});

test('omits a time after the year 9999 and lists it as truncated', () => {
  expect(memberOf({ end_time: 9_223_372_036_854_775_807n })).toBe('"Truncated":"end_time"}');
});

test('writes any string', () => {
  const rule = 'a "rule"\n\u2028\ud800';
  expect(JSON.parse(`{${memberOf({ rule })}`)).toEqual({ rule });
});

test('renames a column with a reserved name', () => {
  expect(memberOf({ type: 'IPv4' })).toBe('"flow_type":"IPv4"}');
});

describe('a string that exceeds the limit', () => {
  test.each([
    ['a', MAX_FIELD_BYTES],
    ['é', MAX_FIELD_BYTES],
    // three bytes, and four: neither divides the limit without the other
    ['水', MAX_FIELD_BYTES - 1],
    ['😀', MAX_FIELD_BYTES],
  ])('of %s is truncated at a character boundary and listed', (character, bytes) => {
    const rule = character.repeat(MAX_FIELD_BYTES + 1);
    const { json, truncated } = rowDocument(rowOf({ rule }));
    const document = JSON.parse(json);
    expect(truncated).toEqual(['rule']);
    expect(document.Truncated).toBe('rule');
    expect(Buffer.byteLength(document.rule)).toBe(bytes);
    expect(rule.startsWith(document.rule)).toBe(true);
  });

  test('is unchanged with exactly the maximum length', () => {
    const rule = 'a'.repeat(MAX_FIELD_BYTES);
    expect(rowDocument(rowOf({ rule })).truncated).toEqual([]);
  });
});

describe('the JSON column', () => {
  test('is written as an object', () => {
    expect(memberOf({ extra: '{"new":"9007199254740993"}' })).toBe('"extra":{"new":"9007199254740993"}}');
  });

  test('is written as a string if it is not valid JSON or exceeds the limit', () => {
    expect(memberOf({ extra: '{"new' })).toBe('"extra":"{\\"new"}');
    const { json, truncated } = rowDocument(rowOf({ extra: `{"new":"${'a'.repeat(MAX_FIELD_BYTES)}"}` }));
    expect(truncated).toEqual(['extra']);
    expect(JSON.parse(json).extra).toHaveLength(MAX_FIELD_BYTES);
  });
});

test('rowId depends only on source and source_row', () => {
  expect(rowId(rowOf({ rule: 'x' }))).toBe(ID);
  expect(ID).toMatch(/^[\w-]{22}$/);
  const others = [rowOf({ source_row: 2n }), rowOf({ source: 'b' }), rowOf({ source: 'a/PT1H.json\n1' })];
  expect(new Set([ID, ...others.map(rowId)]).size).toBe(4);
});
