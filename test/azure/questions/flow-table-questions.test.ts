import { describe, expect, test } from 'vitest';
import { FLOW_TABLE_NAME } from '../../../azure/ingestion/flow-table';
import { kqlColumns, kqlProblems } from '../../../azure/kql';
import { LOG_TABLES } from '../../../azure/log-tables';
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
    expect(LOG_TABLES.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(kql))).toMatchObject([
      { name: FLOW_TABLE_NAME },
    ]);
  });

  test('has a total order, and no bounds in time', () => {
    expect(sortKeysOf(kql)).toEqual(expect.arrayContaining([...columns.keys]));
    expect(kql).not.toMatch(/\bago\(|\bnow\(|TimeGenerated\s*[<>]/);
  });

  test('has a description, and a time chart if its rows are times', () => {
    expect(description).toMatch(/^[A-Z].*\.$/);
    const key = kqlColumns(kql).find(
      (column) => columns.keys.includes(column.name) && column.type === 'datetime',
    );
    expect(chart?.kind === ChartKind.TIME).toBe(key !== undefined);
  });
});

test('a row that was delivered twice counts once', () => {
  for (const { name, kql } of FLOW_TABLE_QUESTIONS) {
    if (name !== 'delivered-rows') expect(kql).toContain('| summarize take_any(*) by RowId');
  }
});
