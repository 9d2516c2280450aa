import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileOf } from '../../aws/sample-records';
import { Workspace } from '../../support/flow-logs';

const workspace = new Workspace();

beforeAll(async () => {
  workspace.write('flow.log', fileOf({}));
  await workspace.flowLogs('normalize', 'flow.log', '--out', 'tables');
});
afterAll(() => workspace.remove());

async function print(sql: string, output: string): Promise<string> {
  const { code, stdout, stderr } = await workspace.flowLogs(
    'query',
    'tables',
    '--sql',
    sql,
    '--output',
    output,
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('CSV', () => {
  test('quotes fields, leaves null empty and ends lines by RFC 4180', async () => {
    const sql = `select 'a,b' as "x,y", 'a "quote"' as quoted, null as nothing, 'one' || chr(10) || 'two' as lines, '' as blank, 1 as n`;
    expect(await print(sql, 'csv')).toBe(
      '"x,y",quoted,nothing,lines,blank,n\n"a,b","a ""quote""",,"one\ntwo",,1\n',
    );
  });

  test('prints structs as JSON', async () => {
    expect(await print("select {'a': [1, 2]} as nested", 'csv')).toBe('nested\n"{""a"":[1,2]}"\n');
  });

  test('prints the column names if there are no rows', async () => {
    expect(await print('select 1 as one, 2 as two where false', 'csv')).toBe('one,two\n');
  });
});

/** Values in SQL and in JSON: an integer beyond 2^53 is a string. */
const VALUES: readonly [string, unknown][] = [
  ['true', true],
  ['null', null],
  ["'text'", 'text'],
  ['0.5::double', 0.5],
  ['9007199254740991::bigint', 9_007_199_254_740_991],
  ['9007199254740992::bigint', '9007199254740992'],
  ['(-9223372036854775808)::bigint', '-9223372036854775808'],
  ['170141183460469231731687303715884105727::hugeint', '170141183460469231731687303715884105727'],
  ['12345678901234567890::decimal(38, 0)', '12345678901234567890'],
  ['12::decimal(38, 0)', 12],
  ['1.50::decimal(5, 2)', '1.50'],
  ["timestamptz '2026-11-22 01:02:03.456+00'", '2026-11-22T01:02:03.456Z'],
  ["timestamp '2026-11-22 01:02:03.456'", '2026-11-22T01:02:03.456Z'],
  ["timestamp '1969-12-31 23:59:59.999'", '1969-12-31T23:59:59.999Z'],
  ["date '2026-11-22'", '2026-11-22'],
  ["time '01:02:03'", '01:02:03'],
  ["interval '90 minutes'", '01:30:00'],
  ["{'a': 9007199254740992::bigint, 'b': {'c': null}}", { a: '9007199254740992', b: { c: null } }],
  ["[{'at': timestamptz '2026-11-22 01:02:03+00'}, null]", [{ at: '2026-11-22T01:02:03.000Z' }, null]],
];

describe('JSON', () => {
  let row: Record<string, unknown>;

  beforeAll(async () => {
    const columns = VALUES.map(([sql], index) => `${sql} as v${index}`);
    [row] = JSON.parse(await print(`select ${columns}`, 'json'));
  });

  test.each(VALUES.map(([sql, expected], index) => ({ sql, expected, name: `v${index}` })))(
    'prints $sql as $expected',
    ({ expected, name }) => {
      expect(row[name]).toEqual(expected);
    },
  );

  test.each([
    ["timestamp '2026-11-22 01:02:03.456789'", /456789/],
    ["timestamp 'infinity'", /infinity/],
    ["'infinity'::double", /infinity/i],
  ])('keeps every digit of %s', async (sql, expected) => {
    expect(await print(`select ${sql} as value`, 'json')).toMatch(expected);
  });

  test('keeps two columns of the same name', async () => {
    const [row] = JSON.parse(await print('select 1 as n, 2 as n', 'json'));
    expect(Object.values(row)).toEqual([1, 2]);
  });

  test.each([2_048, 5_000])('is one array, whose text does not show the parts of %d rows', async (rows) => {
    const text = await print(`select range as n, {'a': [range]} as nested from range(${rows})`, 'json');
    const parsed = JSON.parse(text);
    expect(parsed).toHaveLength(rows);
    expect(parsed[rows - 1].n).toBe(rows - 1);
    expect(text).toBe(`${JSON.stringify(parsed, null, 2)}\n`);
  });

  test('is an empty array if there are no rows', async () => {
    expect(JSON.parse(await print('select 1 where false', 'json'))).toEqual([]);
  });
});

describe('a table', () => {
  test('shows null as a dash, and counts the rows', async () => {
    const one = await print('select null as nothing, 7 as seven', 'table');
    const cells = one.split('\n').map((line) => line.split('│').map((cell) => cell.trim()));
    expect(cells[1]?.slice(1, -1)).toEqual(['nothing', 'seven']);
    expect(cells[3]?.slice(1, -1)).toEqual(['-', '7']);
    expect(one).toMatch(/\n1 row\n$/);
    expect(await print('select * from range(3)', 'table')).toMatch(/\n3 rows\n$/);
  });

  test('has no colours in a pipe', async () => {
    expect(await print('select 1 as one', 'table')).not.toContain('\u001b');
  });
});
