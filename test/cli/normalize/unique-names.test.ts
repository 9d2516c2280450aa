import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Zip, ZipPassThrough, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { S3Source } from '../../../cli/normalize/source';
import { withUniqueNames } from '../../../cli/normalize/unique-names';
import { fileOf } from '../../aws/sample-records';
import { Workspace } from '../../support/flow-logs';

const LOG = Buffer.from(fileOf({}));
/** Runs `normalize` and returns its report. The files of the table of flows are named after the sources. */
async function normalize(workspace: Workspace, ...args: string[]) {
  const { code, stdout, stderr } = await workspace.flowLogs(
    'normalize',
    ...args,
    '--out',
    'tables',
    '--json',
    '--explain',
  );
  const report = JSON.parse(stdout);
  return {
    code,
    stderr,
    report,
    sources: report.explained.map(({ source }: { source: string }) => source),
    tableFiles: [...workspace.files('tables').keys()].filter((path) => path.startsWith('flows')).length,
  };
}

/** Makes a named pipe, and starts a program that writes a log to it. */
function pipeWithLog(workspace: Workspace, path: string): ChildProcess {
  execFileSync('mkfifo', [join(workspace.directory, path)]);
  const writer = spawn('sh', ['-c', `cat > ${path}`], { cwd: workspace.directory });
  writer.stdin.end(LOG);
  return writer;
}

function zipOf(...paths: string[]): Buffer {
  const parts: Uint8Array[] = [];
  const zip = new Zip((_, part) => void parts.push(part));
  for (const path of paths) {
    const member = new ZipPassThrough(path);
    zip.add(member);
    member.push(LOG, true);
  }
  zip.end();
  return Buffer.concat(parts);
}

function objectOf(bucket: string, key: string): S3Source {
  return { kind: 's3', bucket, key, source: key, size: 1, usesPathStyle: false };
}

describe('two logs of a run do not replace each other', () => {
  test('if they have the same path in an archive', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('x.zip', zipOf('a.log', 'a.log', 'b\\c.log', 'b/c.log'));
    const { code, report, sources, tableFiles } = await normalize(workspace, 'x.zip');
    expect(sources).toEqual(['x.zip!a.log', 'x.zip!a.log#2', 'x.zip!b\\c.log', 'x.zip!b/c.log']);
    expect(report).toMatchObject({ rows: 4, skipped: [] });
    expect({ code, tableFiles }).toEqual({ code: 0, tableFiles: 4 });
  });

  test('if a file has the name of a member of an archive', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('raw/x.zip', zipSync({ 'a.log': LOG }));
    for (const name of ['x.zip!a.log', 'x.zip%21a.log', 'x.zip%2521a.log'])
      workspace.write(`raw/${name}`, LOG);
    const { code, report, sources, tableFiles } = await normalize(workspace, 'raw');
    expect([...sources].sort()).toEqual([
      'raw/x.zip!a.log',
      'raw/x.zip%21a.log',
      'raw/x.zip%2521a.log',
      'raw/x.zip%252521a.log',
    ]);
    expect({ code, tableFiles, rows: report.rows }).toEqual({ code: 0, tableFiles: 4, rows: 4 });
  });

  test('if a stream is named after a file: the second fails', async () => {
    const workspace = Workspace.ofTest();
    workspace.write('a.log', LOG);
    const pipe = pipeWithLog(workspace, 'pipe');
    const { code, report, tableFiles } = await normalize(workspace, 'a.log', 'pipe', '--source', 'a.log');
    expect(report).toMatchObject({ rows: 1, failed: [{ source: 'pipe', code: 'same-name' }] });
    expect({ code, tableFiles }).toEqual({ code: 1, tableFiles: 1 });
    pipe.kill();
  });

  test('if two streams have the same content: the second is skipped', async () => {
    const workspace = Workspace.ofTest();
    for (const path of ['one', 'two']) pipeWithLog(workspace, path);
    const { code, stderr, report, sources, tableFiles } = await normalize(workspace, 'one', 'two');
    expect(report).toMatchObject({ files: 1, rows: 1, failed: [], skipped: sources });
    expect(stderr).toContain('with the same content as another stream');
    expect({ code, tableFiles }).toEqual({ code: 0, tableFiles: 1 });
  });

  test('if two buckets have an object with the same key: the second fails', () => {
    const listing = {
      sources: [objectOf('one', 'a.log'), objectOf('two', 'a.log')],
      skipped: [],
      failed: [],
    };
    const { sources, failed } = withUniqueNames(listing);
    expect(sources).toEqual([objectOf('one', 'a.log')]);
    expect(failed).toEqual([
      {
        source: 's3://two/a.log',
        code: 'same-name',
        message:
          'its name is also the name of s3://one/a.log, and its rows would replace the rows of that log. Normalize it in another run with another --out.',
      },
    ]);
  });

  test('if the key of an object can be the name of a member: the object fails', () => {
    const keys = ['x.zip!in.zip!a.log', 'x.zip', 'x!y.log'];
    const listing = { sources: keys.map((key) => objectOf('b', key)), skipped: [], failed: [] };
    const { sources, failed } = withUniqueNames(listing);
    expect(sources.map(({ source }) => source)).toEqual(['x.zip', 'x!y.log']);
    expect(failed).toMatchObject([{ source: 's3://b/x.zip!in.zip!a.log', code: 'same-name' }]);
    expect(failed[0]?.message).toContain('can be that of a member of s3://b/x.zip');
  });
});

describe('a file and a symbolic link to it are one log', () => {
  function workspaceWithLink(): Workspace {
    const workspace = Workspace.ofTest();
    workspace.write('d/ok.log', LOG);
    symlinkSync('ok.log', join(workspace.directory, 'd/ok2.log'));
    return workspace;
  }

  test.each([
    [['d/ok.log', 'd/ok2.log']],
    [['d/ok2.log', 'd/ok.log']],
    [['d']],
    [['d/ok2.log', 'd']],
    [['d', 'd/ok.log']],
  ])('with the path of the file: %j', async (paths) => {
    const { sources, report, stderr } = await normalize(workspaceWithLink(), ...paths);
    expect(sources).toEqual(['d/ok.log']);
    expect(new Set(report.skipped)).toEqual(new Set(['d/ok2.log']));
    expect(stderr).toContain('that is read under another path: d/ok2.log');
  });

  test('with the first path if only links are given', async () => {
    const workspace = workspaceWithLink();
    symlinkSync('ok.log', join(workspace.directory, 'd/ok1.log'));
    const { sources, report } = await normalize(workspace, 'd/ok2.log', 'd/ok1.log');
    expect({ sources, skipped: report.skipped }).toEqual({ sources: ['d/ok2.log'], skipped: ['d/ok1.log'] });
  });
});
