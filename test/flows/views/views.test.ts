import { describe, expect, test } from 'vitest';
import { AWS_VIEWS } from '../../../aws/views';
import { typeText, VIEWS } from '../../../flows/views';
import { askRows, request } from '../../support/flow-rows';

const ALL = [...VIEWS, ...AWS_VIEWS];

test('the views have distinct names, which are not names of tables', () => {
  const names = ['flows', 'rejects', ...ALL.map(({ name }) => name)];
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
});

describe.each(ALL)('$name', (view) => {
  test('has the columns and the types that it declares', async () => {
    const typed = view.columns.map(({ name }) => `typeof("${name}") as "${name}"`);
    // one row even if the view omits it
    const [seen] = await askRows(
      [request()],
      `select ${typed.join(', ')} from (select 1 as one) one left join (${view.sql('duckdb')}) v on true`,
    );
    const nulls = view.columns.map(
      ({ name, type }) => `typeof(cast(null as ${typeText(type, 'duckdb')})) as "${name}"`,
    );
    const [declared] = await askRows([], `select ${nulls.join(', ')}`);
    expect(Object.entries(seen ?? {})).toEqual(Object.entries(declared ?? {}));

    const [all] = await askRows(
      [request()],
      `select v.* from (select 1 as one) one left join (${view.sql('duckdb')}) v on true`,
    );
    expect(Object.keys(all ?? {})).toEqual(view.columns.map(({ name }) => name));
  });

  test.each(['duckdb', 'trino'] as const)('is a select over flows for %s', (dialect) => {
    const sql = view.sql(dialect);
    expect(sql).toMatch(/^select\b/);
    expect(sql).toMatch(/\nfrom flows\b/);
  });

  test('casts every column to the type in the Athena catalog', () => {
    const sql = view.sql('trino');
    for (const { name, type } of view.columns) {
      expect(sql).toContain(` as ${typeText(type, 'trino')}) as "${name}"`);
    }
  });

  test('describes its rows', () => {
    expect(view.about).toMatch(/^[A-Z].*\.$/s);
  });
});

test('types have the syntax of each engine', () => {
  const type = {
    row: [
      ['at', 'timestamp'],
      ['sums', { array: 'decimal' }],
    ],
  } as const;
  expect(typeText(type, 'trino')).toBe('row("at" timestamp(3), "sums" array(decimal(38, 0)))');
  expect(typeText(type, 'duckdb')).toBe('struct("at" timestamptz, "sums" decimal(38, 0)[])');
});
