import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { fileOf, record } from '../../aws/sample-records';
import { COMMAND_LINE } from '../../support/built-files';
import { Workspace } from '../../support/flow-logs';
import { SAMPLE_KEY, sampleObject } from '../../support/sample-object';

const OUT = ['--out', 'tables', '--json'];

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line of bash, in which `flow-logs` is the program. */
function bash(
  workspace: Workspace,
  script: string,
  input: Uint8Array | string = '',
  env = {},
): Promise<Result> {
  const flowLogs = `flow-logs() { '${process.execPath}' '${COMMAND_LINE}' "$@"; }`;
  return new Promise((resolve) => {
    const options = { cwd: workspace.directory, env: { ...process.env, ...env } };
    const child = execFile('bash', ['-c', `${flowLogs}; ${script}`], options, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

const sourcesIn = async (workspace: Workspace) => {
  const sql = 'select source, count(*) as n from flows group by 1 order by 2';
  return JSON.parse((await workspace.flowLogs('query', 'tables', '--sql', sql, '--output', 'json')).stdout);
};

describe('standard input', () => {
  test.each([
    ['text', fileOf({}, {})],
    ['gzip', gzipSync(fileOf({}, {}))],
  ])('is read: %s', async (_, input) => {
    const workspace = Workspace.ofTest();
    const { code, stdout, stderr } = await bash(workspace, `flow-logs normalize - ${OUT.join(' ')}`, input);
    expect(JSON.parse(stdout)).toMatchObject({ files: 1, bytes: input.length, rows: 2, failed: [] });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('has the identity of its content, so that another stream does not replace its rows', async () => {
    const workspace = Workspace.ofTest();
    const normalize = `flow-logs normalize - ${OUT.join(' ')}`;
    await bash(workspace, normalize, fileOf({}));
    await bash(workspace, normalize, fileOf({}, {}));
    const before = workspace.files('tables');
    await bash(workspace, normalize, fileOf({}, {}));
    expect(workspace.files('tables')).toEqual(before);
    const name = expect.stringMatching(/^stream-[0-9a-f]{32}$/);
    expect(await sourcesIn(workspace)).toEqual([
      { source: name, n: 1 },
      { source: name, n: 2 },
    ]);
  });

  test('has the identity that --source names, as the deployed function writes it', async () => {
    const workspace = Workspace.ofTest();
    workspace.write(SAMPLE_KEY, sampleObject());
    await bash(workspace, `flow-logs normalize - --source '${SAMPLE_KEY}' ${OUT.join(' ')}`, sampleObject());
    const streamed = workspace.files('tables');
    await workspace.flowLogs('normalize', 'AWSLogs', '--out', 'again');
    expect(streamed).toEqual(workspace.files('again'));
  });

  test('leaves no copy behind, even if it is not valid', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('tmp/keep', '');
    const { code } = await bash(
      workspace,
      `flow-logs normalize - ${OUT.join(' ')}`,
      gzipSync(fileOf({})).subarray(0, 40),
      {
        TMPDIR: join(workspace.directory, 'tmp'),
      },
    );
    expect(code).toBe(1);
    expect(readdirSync(join(workspace.directory, 'tmp'))).toEqual(['keep']);
  });

  test('is read while it is written slowly', async () => {
    const workspace = Workspace.ofTest();
    const [header, line] = fileOf({}).split('\n');
    const script = `(echo '${header}'; for i in 1 2 3; do sleep 0.1; echo '${line}'; done) | flow-logs normalize - ${OUT.join(' ')}`;
    expect(JSON.parse((await bash(workspace, script)).stdout)).toMatchObject({ rows: 3 });
  });

  test('that is closed is empty', async () => {
    const script = `flow-logs normalize - ${OUT.join(' ')} <&-`;
    const { code, stderr } = await bash(Workspace.ofTest(), script);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'no rows: the file is empty\n' });
  });

  test('together with --format reads lines without a header', async () => {
    const script = `flow-logs normalize - --format default ${OUT.join(' ')}`;
    const { stdout } = await bash(Workspace.ofTest(), script, `${record()}\n`);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 1 });
  });
});

test('process substitutions of a shell are streams, several in parallel', async () => {
  const workspace = Workspace.ofTest();
  workspace.write('a.log.gz', gzipSync(fileOf({})));
  workspace.write('b.log', fileOf({}, {}));
  const script = `flow-logs normalize <(gunzip -c a.log.gz) <(cat b.log) b.log --jobs 3 ${OUT.join(' ')}`;
  const { code, stdout } = await bash(workspace, script);
  expect(JSON.parse(stdout)).toMatchObject({ files: 3, rows: 5, failed: [] });
  expect(code).toBe(0);
});

test.each([
  [['a.log'], 'the paths have 0'],
  [['-', '/dev/fd/0'], 'the paths have 2'],
])('--source with the paths %j is an error, because it names one stream', async (paths, message) => {
  const workspace = Workspace.ofTest();
  workspace.write('a.log', fileOf({}));
  const args = ['normalize', ...paths, '--source', 'x', '--out', 'tables'];
  const { code, stderr } = await bash(workspace, `flow-logs ${args.join(' ')}`, `${LogFormat.AWS_DEFAULT}`);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});
