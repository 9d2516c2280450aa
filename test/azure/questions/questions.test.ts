import { describe, expect, test } from 'vitest';
import { kqlColumns, kqlProblems } from '../../../azure/kql';
import { LOG_TABLES } from '../../../azure/log-tables';
import { KQL_QUESTIONS } from '../../../azure/questions';
import { ChartKind, QuestionGroup } from '../../../flows/questions';
import { sortKeysOf } from './sort-keys';
import { typed } from './typed-columns';

describe.each(KQL_QUESTIONS)('$name', ({ name, title, summary, description, kql, tables, columns }) => {
  test('is valid, and returns the columns that it declares', () => {
    expect(kqlProblems(kql)).toEqual([]);
    expect(kqlColumns(kql)).toMatchObject(typed([...columns.keys, ...columns.values]));
    expect(kqlColumns(kql)).toHaveLength(columns.keys.length + columns.values.length);
  });

  test('reads the tables that it names', () => {
    const read = LOG_TABLES.filter((table) => new RegExp(`\\b${table.name}\\b`).test(kql));
    expect(read.map((table) => table.name).sort()).toEqual([...tables].sort());
    // workspaces receive no rows of it
    expect(tables).not.toContain('NTAInsights');
  });

  test('has a total order, and no bounds in time', () => {
    expect(sortKeysOf(kql)).toEqual(expect.arrayContaining([...columns.keys]));
    expect(kql).not.toMatch(/\bago\(|\bnow\(|TimeGenerated\s*[<>]/);
  });

  test('has a name, a title, and a description', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(title).toMatch(/^[A-Z].*\?$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(description).toContain(summary);
  });

  test('is valid in Terraform templates and workbooks', () => {
    // both would replace these
    expect(kql).not.toMatch(/\$\{|%\{|\{\w+(:\w+)?\}/);
    expect(kql).toMatch(/^[\x20-\x7e\n]+$/);
  });
});

test('questions are distinct, and listed by group', () => {
  for (const pick of ['name', 'title', 'kql'] as const) {
    expect(new Set(KQL_QUESTIONS.map((question) => question[pick])).size).toBe(KQL_QUESTIONS.length);
  }
  const groups = KQL_QUESTIONS.map(({ group }) => group).filter((group, at, all) => group !== all[at - 1]);
  expect(new Set(groups).size).toBe(groups.length);
  for (const group of groups) expect(Object.values(QuestionGroup)).toContain(group);
});

test('a time chart has an hour, a map has a country', () => {
  for (const { kql, chart } of KQL_QUESTIONS) {
    const first = kqlColumns(kql)[0];
    expect(chart?.kind === ChartKind.TIME).toBe(first?.type === 'datetime');
    if (chart?.kind === ChartKind.MAP) expect(first?.name).toBe('src_country');
    if (chart) expect(chart.x).toBe(first?.name);
  }
});
