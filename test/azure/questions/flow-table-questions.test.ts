import { describe, expect, test } from 'vitest';
import { FLOW_TABLE_NAME } from '../../../azure/ingestion/flow-table';
import { kqlColumns, kqlProblems } from '../../../azure/kql';
import { FLOW_TABLE_QUESTIONS } from '../../../azure/questions';
import { ChartKind } from '../../../flows/questions';
import { sortKeysOf } from './sort-keys';
import { typed } from './typed-columns';

describe.each(FLOW_TABLE_QUESTIONS)('$name', ({ description, kql, tables, columns, chart }) => {
  test('is valid, and returns the columns that it declares', () => {
    expect(kqlProblems(kql)).toEqual([]);
    expect(kqlColumns(kql)).toMatchObject(typed([...columns.keys, ...columns.values]));
    expect(kqlColumns(kql)).toHaveLength(columns.keys.length + columns.values.length);
  });

  test('reads only the table of flows', () => {
    expect(tables).toEqual([FLOW_TABLE_NAME]);
    expect(kql.startsWith(FLOW_TABLE_NAME)).toBe(true);
  });

  test('has a total order, and no bounds in time', () => {
    expect(sortKeysOf(kql)).toEqual(expect.arrayContaining([...columns.keys]));
    expect(kql).not.toMatch(/\bago\(|\bnow\(|TimeGenerated\s*[<>]/);
  });

  test('has a description, and a time chart if its rows are times', () => {
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(chart?.kind === ChartKind.TIME).toBe(kqlColumns(kql)[0]?.type === 'datetime');
  });
});

test('a row that was delivered twice counts once', () => {
  for (const { name, kql } of FLOW_TABLE_QUESTIONS) {
    if (name !== 'delivered-rows') expect(kql).toContain('| summarize take_any(*) by RowId');
  }
});
