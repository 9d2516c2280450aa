import { describe, expect, test } from 'vitest';
import { kqlColumns, kqlProblems } from '../../../azure/kql';
import { LOG_TABLES } from '../../../azure/log-tables';
import { KQL_QUESTIONS } from '../../../azure/questions';
import { FLOW_FILTERS } from '../../../azure/questions/kql/filters';
import { ChartKind, QuestionGroup } from '../../../flows/questions';
import { QuestionFilter } from '../../../flows/questions/filters';
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

test('questions that compare hours with a history state the time range that they need', () => {
  const compared = KQL_QUESTIONS.filter(({ columns }) => columns.values.includes('history_days'));
  expect(compared.map(({ name }) => name)).toEqual(['irregular-traffic', 'traffic-surges']);
  for (const { description } of compared) expect(description).toContain('choose at least 4 days, 29 for');
});

test('a chart shows columns of its result: a time chart an hour, a map a country', () => {
  for (const { kql, chart } of KQL_QUESTIONS) {
    if (!chart) continue;
    const types = new Map(kqlColumns(kql).map(({ name, type }) => [name, type]));
    expect(types.get(chart.x)).toBe(chart.kind === ChartKind.TIME ? 'datetime' : 'string');
    for (const measure of chart.y) expect(types.get(measure)).toBe('long');
    if (chart.kind === ChartKind.MAP) expect(chart.x).toBe('source_country');
  }
});

describe('the filters', () => {
  test('are variables at the top that select every row', () => {
    for (const { kql, filters, body, limit } of KQL_QUESTIONS) {
      const declared = filters.map((filter) => {
        const isLimit = filter === QuestionFilter.LIMIT;
        return `let filter_${filter.replaceAll('-', '_')} = ${isLimit ? limit : filter === QuestionFilter.MIN_BYTES ? 0 : '""'};\n`;
      });
      expect(kql).toBe(declared.join('') + body);
      for (const filter of filters) expect(body).toContain(`filter_${filter.replaceAll('-', '_')}`);
    }
  });

  test('are those of every question over flows', () => {
    for (const { name, filters, limit } of KQL_QUESTIONS) {
      if (name === 'analytics-delay') continue;
      expect(filters).toEqual(
        expect.arrayContaining(
          FLOW_FILTERS.filter((filter) => name !== 'traffic-surges' || filter !== 'internal-networks'),
        ),
      );
      expect(filters.includes(QuestionFilter.LIMIT)).toBe(limit !== undefined);
    }
  });
});
