import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { HOW_TO_GIVE_ARTIFACTS } from '../../cli/arguments/artifacts';
import { COMMANDS } from '../../cli/commands';
import { run } from '../../cli/program';
import { version } from '../../package.json';
import { fileOf } from '../aws/sample-records';
import { COMMAND_LINE, COMMAND_LINE_DIRECTORY } from '../support/built-files';
import { Workspace } from '../support/flow-logs';
import { flowLog, templateOf } from '../support/template-stacks';

describe('the command line', () => {
  test('prints its version', async () => {
    const run = await Workspace.ofTest().flowLogs('--version');
    expect(run).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('lists every command with a summary in --help', async () => {
    const { stdout } = await Workspace.ofTest().flowLogs('--help');
    for (const { name, group } of COMMANDS) {
      expect(stdout).toContain(`${group}\n`);
      expect(stdout).toMatch(new RegExp(`^  ${name} .*  [a-z]`, 'm'));
    }
    expect(stdout).toContain('Exit codes:');
  });

  const SUBCOMMANDS = [
    ['format', 'show'],
    ['format', 'validate'],
    ...['init', 'show', 'explain', 'export', 'schema'].map((name) => ['standard', name]),
    ...['from-aws', 'from-azure'].map((name) => ['prices', name]),
  ];
  const LEAVES = [
    ...COMMANDS.map(({ name }) => [name]).filter(
      ([name]) => !['format', 'standard', 'prices'].includes(name as string),
    ),
    ...SUBCOMMANDS,
  ];

  test.each([[[]], [['help']], ...LEAVES.map((names) => [names])])(
    'prints an example in the help of %j',
    async (names) => {
      const { code, stdout, stderr } = await Workspace.ofTest().flowLogs(...names, '--help');
      expect(stdout).toContain('Usage: flow-logs');
      expect(stdout).toMatch(/^Examples:\n {2}\$ flow-logs /m);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    },
  );

  test.each(LEAVES.map((names) => [names]))('accepts --json in %j', async (names) => {
    const { stdout } = await Workspace.ofTest().flowLogs(...names, '--help');
    expect(stdout).toContain('--json');
  });

  test.each([
    [[], 'Usage: flow-logs'],
    [['normalise', 'x'], "error: unknown command 'normalise': did you mean `flow-logs normalize`?"],
    [['format'], 'Usage: flow-logs format'],
    [['format', 'explain'], "unknown command 'explain'"],
    [['questions', '--jsno'], "unknown option '--jsno'"],
    [['normalize', 'x', '--out', 'tables', '--frmat', 'y'], "unknown option '--frmat'"],
    [['normalize', 'x'], "required option '--out <dir>' not specified"],
    [['normalize', 'x'], '(run `flow-logs normalize --help` for the usage)'],
    [['normalize', '--out', 'tables'], "missing required argument 'path'"],
    [['query'], "missing required argument 'dir'"],
    [['format', 'validate'], "missing required argument 'format'"],
  ])('rejects the arguments %j with exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await Workspace.ofTest().flowLogs(...args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test.each([
    ['parse', 'normalize'],
    ['convert', 'normalize'],
    ['sql', 'query'],
    ['lint', 'check'],
    ['validate', 'check'],
    ['scan', 'check'],
    ['bill', 'cost'],
    ['rates', 'prices'],
    ['policies', 'permissions'],
    ['fields', 'format'],
    ['rules', 'standard'],
    ['reprocess', 'replay'],
  ])('suggests a command of the same meaning for %s: %s', async (typed, meant) => {
    const { code, stderr } = await Workspace.ofTest().flowLogs(typed);
    expect(stderr).toBe(`error: unknown command '${typed}': did you mean \`flow-logs ${meant}\`?\n`);
    expect(code).toBe(2);
  });

  test('refers to --help for a command that resembles none', async () => {
    const { stderr } = await Workspace.ofTest().flowLogs('xyzzyx');
    expect(stderr).toBe("error: unknown command 'xyzzyx': run `flow-logs --help` for the list of commands\n");
  });

  const ARTIFACT = HOW_TO_GIVE_ARTIFACTS;
  const DEPLOYMENT =
    'cdk.out, a template or a directory of templates, cdktf.out, a Terraform configuration or plan, or an ARM template';
  test.each([
    [['normalize', 'gone', '--out', 'tables'], 'a raw flow log or a directory'],
    [['normalize', 'flow.log', '--out', 'tables', '--threats', 'gone'], 'a threat list or a MaxMind DB file'],
    [['normalize', 'flow.log', '--out', 'tables', '--mmdb', 'gone'], 'a threat list or a MaxMind DB file'],
    [['query', 'gone', '--sql', 'select 1'], 'the directory that `flow-logs normalize --out` wrote'],
    [['check', 'gone'], ARTIFACT],
    [['check', 'a.template.json', '--base', 'gone'], ARTIFACT],
    [
      ['check', 'a.template.json', '--standard', 'gone'],
      'a standard, or write one with `flow-logs standard init`',
    ],
    [
      ['check', 'a.template.json', '--baseline', 'gone'],
      'a report that `flow-logs check <artifact> --json` wrote',
    ],
    [['check', '--from-validation-report', 'gone'], 'the validation-report.json that `cdk synth` wrote'],
    [['standard', 'show', 'gone'], 'a standard, or write one with `flow-logs standard init`'],
    [
      ['standard', 'export', 'gone', '--to', 'azure-policy'],
      'a standard, or write one with `flow-logs standard init`',
    ],
    [['permissions', 'gone'], DEPLOYMENT],
    [['cost', 'gone', '--gb-per-day', '1'], ARTIFACT],
    [
      ['cost', 'a.template.json', '--prices', 'gone'],
      'a price file; `flow-logs cost --print-prices` prints one to start from',
    ],
  ])('rejects a missing path with one message and exit code 2: %j', async (args, expected) => {
    const workspace = Workspace.ofTest();
    workspace.write('flow.log', fileOf({}));
    workspace.write('a.template.json', JSON.stringify(templateOf({ FlowLog: flowLog() })));
    const { code, stdout, stderr } = await workspace.flowLogs(...args);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: gone does not exist: give ${expected}\n`,
    });
  });

  test('reports an unexpected error as internal, with exit code 3', async () => {
    const stderr = new PassThrough();
    const stdout = new PassThrough();
    stdout.write = () => {
      throw new TypeError('a defect');
    };
    const code = await run(['format', 'show'], { stdout, stderr, env: {}, workerFile: '' });
    expect(stderr.read().toString()).toMatch(/^internal error: TypeError: a defect\n {4}at /);
    expect(code).toBe(3);
  });
});

describe('the program as a process', () => {
  test('normalizes in several threads and queries the result', async () => {
    const workspace = Workspace.ofTest(COMMAND_LINE);
    workspace.write('raw/a.log', fileOf({}));
    workspace.write('raw/b.log', `${fileOf({})}truncated\n`);
    const args = ['raw', '--out', 'tables', '--jobs', '2', '--strict'];
    const normalized = await workspace.flowLogs('normalize', ...args);
    expect(normalized).toMatchObject({ code: 1, stderr: '' });
    expect(normalized.stdout).toContain('3 records from 2 files: 2 rows, 1 reject\n');
    const sql = 'select count(*) as n from flows';
    expect(await workspace.flowLogs('query', 'tables', '--sql', sql, '--json')).toEqual({
      code: 0,
      stdout: '[\n  {\n    "n": 2\n  }\n]\n',
      stderr: '',
    });
  });

  test('exits with the code of an error', async () => {
    const workspace = Workspace.ofTest(COMMAND_LINE);
    expect(await workspace.flowLogs('query')).toMatchObject({ code: 2, stdout: '' });
    workspace.write('flow.log', fileOf({}));
    workspace.write('taken', 'a file at the path of the output directory');
    const { code } = await workspace.flowLogs('normalize', 'flow.log', '--out', 'taken');
    expect(code).toBe(2);
  });

  test('exits without an error when the reader of its output closes the pipe', async () => {
    const child = spawn(process.execPath, [COMMAND_LINE, 'format', 'show', '--json']);
    child.stdout.destroy();
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('loads less than half of its code for a command', () => {
    const script = `process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(require.cache))));
      require(process.argv[1]);`;
    const help = ['-e', script, COMMAND_LINE, 'normalize', '--help'];
    const { stderr } = spawnSync(process.execPath, help, { encoding: 'utf8' });
    const size = (files: string[]) => files.reduce((sum, file) => sum + statSync(file).size, 0);
    const all = readdirSync(COMMAND_LINE_DIRECTORY, { recursive: true, encoding: 'utf8' });
    const code = all.filter((name) => name.endsWith('.js')).map((name) => join(COMMAND_LINE_DIRECTORY, name));
    const loaded: string[] = JSON.parse(stderr);
    expect(loaded).toContain(COMMAND_LINE);
    expect(size(loaded)).toBeLessThan(size(code) / 2);
  });
});
