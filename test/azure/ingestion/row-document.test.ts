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

test('what is null is left out', () => {
  expect(rowDocument(rowOf({})).json).toBe(`{"RowId":"${ID}","source":"a/PT1H.json","source_row":1}`);
});

test.each([
  [9_007_199_254_740_993n, '9007199254740993'],
  [9_223_372_036_854_775_807n, '9223372036854775807'],
  [0n, '0'],
])('the counter %s keeps every digit', (bytes_out, written) => {
  expect(memberOf({ bytes_out })).toBe(`"bytes_out":${written}}`);
});

test('times are in UTC with milliseconds', () => {
  expect(memberOf({ start_time: 1_700_000_000_123n })).toBe('"start_time":"2023-11-14T22:13:20.123Z"}');
});

test('a time after all calendars is left out and told', () => {
  expect(memberOf({ end_time: 9_223_372_036_854_775_807n })).toBe('"Truncated":"end_time"}');
});

test('text is any text', () => {
  const rule = 'a "rule"\n\u2028\ud800';
  expect(JSON.parse(`{${memberOf({ rule })}`)).toEqual({ rule });
});

test('the column that is a reserved name has another', () => {
  expect(memberOf({ type: 'IPv4' })).toBe('"flow_type":"IPv4"}');
});

describe('text that is too long', () => {
  test.each([
    ['a', MAX_FIELD_BYTES],
    ['é', MAX_FIELD_BYTES],
    // three bytes, and four: neither divides the limit without the other
    ['水', MAX_FIELD_BYTES - 1],
    ['😀', MAX_FIELD_BYTES],
  ])('of %s is cut after a character and told', (character, bytes) => {
    const rule = character.repeat(MAX_FIELD_BYTES + 1);
    const { json, truncated } = rowDocument(rowOf({ rule }));
    const document = JSON.parse(json);
    expect(truncated).toEqual(['rule']);
    expect(document.Truncated).toBe('rule');
    expect(Buffer.byteLength(document.rule)).toBe(bytes);
    expect(rule.startsWith(document.rule)).toBe(true);
  });

  test('but not by a byte is whole', () => {
    const rule = 'a'.repeat(MAX_FIELD_BYTES);
    expect(rowDocument(rowOf({ rule })).truncated).toEqual([]);
  });
});

describe('what is not known', () => {
  test('is an object', () => {
    expect(memberOf({ extra: '{"new":"9007199254740993"}' })).toBe('"extra":{"new":"9007199254740993"}}');
  });

  test('is text where it is no object, or too long for one', () => {
    expect(memberOf({ extra: '{"new' })).toBe('"extra":"{\\"new"}');
    const { json, truncated } = rowDocument(rowOf({ extra: `{"new":"${'a'.repeat(MAX_FIELD_BYTES)}"}` }));
    expect(truncated).toEqual(['extra']);
    expect(JSON.parse(json).extra).toHaveLength(MAX_FIELD_BYTES);
  });
});

test('the identity is that of source and position alone', () => {
  expect(rowId(rowOf({ rule: 'x' }))).toBe(ID);
  expect(ID).toMatch(/^[\w-]{22}$/);
  const others = [rowOf({ source_row: 2n }), rowOf({ source: 'b' }), rowOf({ source: 'a/PT1H.json\n1' })];
  expect(new Set([ID, ...others.map(rowId)]).size).toBe(4);
});
