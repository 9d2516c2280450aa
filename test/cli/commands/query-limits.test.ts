import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileOf } from '../../aws/sample-records';
import { Workspace } from '../../support/flow-logs';
import { filesBelow } from '../../support/table-files';

const HIDDEN = 'a\u001b[31m\u202eb';

const workspace = new Workspace();
const query = (sql: string, ...args: string[]) =>
  workspace.flowLogs('query', 'tables', '--sql', sql, ...args);

beforeAll(async () => {
  for (const name of ['a', 'b', 'c']) workspace.write(`${name}.log`, fileOf({}, {}));
  await workspace.flowLogs('normalize', 'a.log', 'b.log', 'c.log', '--out', 'tables');
});
afterAll(() => workspace.remove());

function file(name: string): string {
  const directory = join(workspace.directory, 'tables');
  const path = filesBelow(directory).find((each) => each.includes(`/${name}-`)) as string;
  return join(directory, path);
}

describe('a query', () => {
  test.each([
    'select 1; select 2',
    'select 1; drop view flows',
    "copy (select 1) to 'FILE'",
    "copy flows to 'OTHER'",
    "explain analyze copy (select 1 as n) to 'FILE'",
    "attach 'OTHER'",
    'install httpfs',
    'load httpfs',
    'set threads = 1',
    'reset lock_configuration',
    'create table copied as from flows',
    'create or replace view flows as select 1 as n',
    'drop view flows',
    "export database 'OTHER'",
    'begin',
    'call pragma_version()',
    "prepare p as copy (select 1) to 'FILE'",
    "select * from read_csv('README')",
    "select * from read_text('README')",
    "select * from read_blob('README')",
    "select * from glob('README')",
    "from 'README'",
    "select * from read_parquet('FILE/../../README')",
    '-- nothing',
    ';',
  ])('cannot be: %s', async (template) => {
    const before = readFileSync(file('a'));
    const readme = workspace.write('README', 'no table');
    const sql = template
      .replace('FILE', file('a'))
      .replace('OTHER', join(workspace.directory, 'other'))
      .replace('README', join(workspace.directory, readme));
    const { code, stdout, stderr } = await query(sql);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).not.toContain('    at ');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(readFileSync(file('a'))).toEqual(before);
    expect(existsSync(join(workspace.directory, 'other'))).toBe(false);
  });

  test.each([
    'select count(*) as n from flows;',
    'with f as (from flows) select count(*) as n from f',
    'from flows select count(*) as n',
    'values (1)',
    'describe flows',
    'summarize flows',
    'show tables',
    'explain select * from flows',
    'EXPLAIN ANALYZE select * from flows',
  ])('can be: %s', async (sql) => {
    const { code, stderr } = await query(sql, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('can be a PIVOT that lists its values, as the error of one without a list states', async () => {
    const { code, stdout, stderr } = await query('pivot flows on action using count(*)');
    expect(stderr).toMatch(/^error: --sql has a PIVOT without a list of values/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const [, alternative = ''] = /`(.*)`/.exec(stderr) ?? [];
    const listed = await query(`select count(*) as n from (${alternative})`, '--output', 'csv');
    expect(listed).toEqual({ code: 0, stdout: expect.stringMatching(/^n\n\d+\n$/), stderr: '' });
    expect((await query(alternative, '--json')).code).toBe(0);
  });

  test('can use more memory than is left, on disk', async () => {
    const sql =
      'select max(n) as n from (select n, row_number() over (order by hash(n)) as r from range(3000000) t(n))';
    expect(await query(sql, '--output', 'csv')).toEqual({ code: 0, stdout: 'n\n2999999\n', stderr: '' });
  });
});

describe('output', () => {
  const sql = `select '${HIDDEN}' as "${HIDDEN}"`;

  test('of a table, and of messages, has no hidden characters', async () => {
    const shown = 'a\\u001b[31m\\u202eb';
    expect((await query(sql)).stdout).toContain(`│ ${shown} │`);
    const { stderr } = await query(`select ${HIDDEN}`);
    expect(stderr).toContain('\\u001b');
    expect(stderr).not.toContain('\u001b');
    const unknown = await workspace.flowLogs('query', `${HIDDEN}`, '--sql', 'select 1');
    expect(unknown.stderr).toContain(`error: ${shown} does not exist`);
    expect((await workspace.flowLogs('query', `--${HIDDEN}`)).stderr).toContain(`'--${shown}'`);
  });

  test('in JSON and CSV has the exact data', async () => {
    const { stdout } = await query(sql, '--json');
    expect(JSON.parse(stdout)).toEqual([{ [HIDDEN]: HIDDEN }]);
    expect(stdout).not.toContain('\u001b');
    expect((await query(sql, '--output', 'csv')).stdout).toBe(`${HIDDEN}\n${HIDDEN}\n`);
  });

  test('for spreadsheets has no formulas', async () => {
    const texts = ['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '＝1', 'a=1', '-9223372036854775808'];
    const rows = `select unnest([${texts.map((text) => `'${text}'`)}]) as "=name"`;
    const { stdout } = await query(rows, '--output', 'spreadsheet-csv');
    expect(stdout.split('\n').slice(0, -1)).toEqual([
      "'=name",
      "'=1+1",
      "'+1",
      "'-1+1",
      "'@SUM(A1)",
      "'\t=1",
      "'＝1",
      'a=1',
      '-9223372036854775808',
    ]);
    expect((await query('select -1 as n', '--output', 'spreadsheet-csv')).stdout).toBe('n\n-1\n');
    expect((await query(rows, '--output', 'csv')).stdout).toMatch(/^=name\n=1\+1\n/);
  });
});

describe('a table with unreadable files', () => {
  const COUNT = 'select count(*) as n, sum(bytes_out) as bytes from flows';

  /** A copy of the table in which one file is damaged. */
  function damaged(damage: (content: Buffer) => Uint8Array): Workspace {
    const copy = Workspace.ofTest();
    for (const [path, content] of workspace.files('tables')) {
      copy.write(`tables/${path}`, path.includes('/b-') ? damage(content) : content);
    }
    return copy;
  }

  test.each([
    ['empty', () => Buffer.alloc(0)],
    ['truncated', (content: Buffer) => content.subarray(0, content.length / 2)],
    ['not Parquet', () => Buffer.from('<html>')],
    [
      'damaged in its footer',
      (content: Buffer) => Buffer.from(content).fill(0xff, content.length - 200, content.length - 8),
    ],
    ['damaged in its pages', (content: Buffer) => Buffer.from(content).fill(0xff, 4, 4_000)],
  ])('is reported with their names, and queried without them: %s', async (_, damage) => {
    const copy = damaged(damage);
    const all = await copy.flowLogs('query', 'tables', '--sql', COUNT, '--json');
    expect(all.stderr).toMatch(
      /^error: 1 file of the table cannot be read: tables\/flows\/.*\/b-[0-9a-f]+\.parquet \(/,
    );
    expect(all.stderr).toContain('--skip-unreadable');
    expect({ code: all.code, stdout: all.stdout }).toEqual({ code: 2, stdout: '' });

    const rest = await copy.flowLogs('query', 'tables', '--sql', COUNT, '--json', '--skip-unreadable');
    expect(rest.stderr).toMatch(
      /^skipped: 1 file of the table cannot be read: tables\/flows\/.*\/b-[0-9a-f]+\.parquet \(/,
    );
    expect(JSON.parse(rest.stdout)).toEqual([expect.objectContaining({ n: 4 })]);
    expect(rest.code).toBe(1);
  });

  test('is complete again after another run of normalize', async () => {
    const copy = damaged(() => Buffer.alloc(0));
    copy.write('b.log', fileOf({}, {}));
    await copy.flowLogs('normalize', 'b.log', '--out', 'tables');
    const { stdout, stderr } = await copy.flowLogs(
      'query',
      'tables',
      '--sql',
      COUNT,
      '--json',
      '--skip-unreadable',
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([expect.objectContaining({ n: 6 })]);
  });
});
