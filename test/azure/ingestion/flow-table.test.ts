import { describe, expect, test } from 'vitest';
import {
  DISTINCT_FLOWS,
  FLOW_STREAM_NAME,
  FLOW_TABLE_NAME,
  FLOW_TRANSFORM,
  ingestionName,
  kqlColumnsOf,
  STREAM_COLUMNS,
  TABLE_COLUMNS,
} from '../../../azure/ingestion/flow-table';
import { kqlColumns, kqlProblems } from '../../../azure/kql';
import { NETWORK_FLOWS } from '../../../azure/log-tables';
import { FLOW_COLUMNS } from '../../../flows/columns';
import { transformProblems } from '../../support/kql/transform-problems';

test('table and stream have every column of flows, and the table also TimeGenerated', () => {
  for (const columns of [TABLE_COLUMNS, STREAM_COLUMNS]) {
    const flows = columns.flatMap(({ column }) => column ?? []);
    expect(flows).toEqual(FLOW_COLUMNS);
  }
  const [time, ...rest] = TABLE_COLUMNS;
  expect(time?.name).toBe('TimeGenerated');
  expect(rest).toEqual(STREAM_COLUMNS);
});

test('column names are those of flows, except reserved ones', () => {
  const renamed = FLOW_COLUMNS.map(({ name }) => name).filter((name) => ingestionName(name) !== name);
  expect(renamed).toEqual(['type']);
  expect(ingestionName('type')).toBe('flow_type');
  for (const reserved of ['Type', 'id', 'TITLE', 'TenantId', '_ResourceId', 'rowid', 'truncated'])
    expect(ingestionName(reserved)).toBe(`flow_${reserved}`);
});

test('names are valid in Log Analytics', () => {
  const names = NETWORK_FLOWS.columns.map(({ name }) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  expect(TABLE_COLUMNS.length).toBeLessThanOrEqual(500);
  for (const { name } of TABLE_COLUMNS) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,44}$/);
  expect(FLOW_TABLE_NAME).toMatch(/^[A-Za-z][A-Za-z0-9_]*_CL$/);
  expect(FLOW_STREAM_NAME).toMatch(/^Custom-/);
});

test('types have the spelling of the table API and of the stream API', () => {
  const typesOf = (columns: typeof TABLE_COLUMNS, side: 'table' | 'stream') =>
    new Set(columns.map(({ type }) => type[side]));
  expect(typesOf(TABLE_COLUMNS, 'table')).toEqual(new Set(['dateTime', 'string', 'long', 'int', 'dynamic']));
  expect(typesOf(STREAM_COLUMNS, 'stream')).toEqual(
    new Set(['datetime', 'string', 'long', 'int', 'dynamic']),
  );
  for (const { column, type } of TABLE_COLUMNS) {
    if (column?.type === 'int64') expect(type.table).toBe('long');
  }
});

test('the transformation fills every column of the table', () => {
  expect(transformProblems(FLOW_TRANSFORM, kqlColumnsOf(STREAM_COLUMNS), NETWORK_FLOWS)).toEqual([]);
  const wrong = kqlColumnsOf(STREAM_COLUMNS).slice(1);
  expect(transformProblems(FLOW_TRANSFORM, wrong, NETWORK_FLOWS)).toEqual([
    expect.objectContaining({ message: expect.stringContaining('the result has no RowId') }),
  ]);
});

describe('the function of distinct rows', () => {
  test('is valid and returns all columns', () => {
    expect(kqlProblems(DISTINCT_FLOWS)).toEqual([]);
    const columns = kqlColumns(DISTINCT_FLOWS).map(({ name }) => name);
    expect(new Set(columns)).toEqual(new Set(NETWORK_FLOWS.columns.map(({ name }) => name)));
  });
});
