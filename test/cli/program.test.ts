import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import { fileOf } from '../aws/sample-records';
import { COMMAND_LINE } from '../support/built-files';
import { Workspace } from '../support/flow-logs';

describe('the command line', () => {
  test('tells its version', async () => {
    const run = await Workspace.ofTest().flowLogs('--version');
    expect(run).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each([[['--help']], [['help']], [['normalize', '--help']], [['format', 'show', '--help']]])(
    'helps, and is fine: %j',
    async (args) => {
      const { code, stdout, stderr } = await Workspace.ofTest().flowLogs(...args);
      expect(stdout).toContain('Usage: flow-logs');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    },
  );

  test.each([
    [[], 'Usage: flow-logs'],
    [['normalise', 'x'], "unknown command 'normalise'"],
    [['format'], 'Usage: flow-logs format'],
    [['format', 'explain'], "unknown command 'explain'"],
    [['questions', '--jsno'], "unknown option '--jsno'"],
    [['normalize', 'x', '--out', 'tables', '--frmat', 'y'], "unknown option '--frmat'"],
    [['normalize', 'x'], "required option '--out <dir>' not specified"],
    [['normalize', '--out', 'tables'], "missing required argument 'path'"],
    [['query'], "missing required argument 'dir'"],
    [['format', 'validate'], "missing required argument 'format'"],
  ])('fails as a call that can not be carried out: %j', async (args, message) => {
    const { code, stdout, stderr } = await Workspace.ofTest().flowLogs(...args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('takes an error that nobody foresaw upon itself', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('flow.log', fileOf({}));
    workspace.write('taken', 'a file where the tables should go');
    for (const jobs of ['1', '2']) {
      workspace.write('second.log', fileOf({}));
      const args = ['flow.log', 'second.log', '--out', 'taken', '--jobs', jobs, '--json'];
      const { code, stdout, stderr } = await workspace.flowLogs('normalize', ...args);
      expect(stderr).toMatch(/^internal error: .*taken/);
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    }
  });

  test('ends in peace where nobody reads any more', async () => {
    const child = spawn(process.execPath, [COMMAND_LINE, 'format', 'show', '--json']);
    child.stdout.destroy();
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
