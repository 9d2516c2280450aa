import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { fileOf, SAMPLE } from '../../aws/sample-records';
import { asCloudWatch, asFirehose, asParquet } from '../../aws/written-forms';
import { Workspace } from '../../support/flow-logs';

const DAY = 86_400;
const START = 1_795_341_600;

describe('a directory', () => {
  const names = ['a', 'b', 'c', 'deep/d', 'deep/er/e', 'f'];

  function directoryOfLogs(): Workspace {
    const workspace = Workspace.ofTest();
    for (const [index, name] of names.entries()) {
      const start = String(START + index * DAY);
      const text = `${fileOf({ start, end: start }, { bytes: String(index) })}truncated\n`;
      workspace.write(`raw/${name}.log.gz`, gzipSync(text));
    }
    return workspace;
  }

  test('produces the same bytes with several jobs as with one', async () => {
    const workspace = directoryOfLogs();
    const one = await workspace.flowLogs('normalize', 'raw', '--out', 'one', '--jobs', '1', '--json');
    const several = await workspace.flowLogs('normalize', 'raw', '--out', 'several', '--jobs', '3', '--json');
    expect(workspace.files('one').size).toBeGreaterThan(2 * names.length);
    expect(workspace.files('several')).toEqual(workspace.files('one'));
    expect(several.stdout.replaceAll('several/', 'one/')).toBe(one.stdout);
  });

  test('is searched recursively, without hidden files and files with other names', async () => {
    const workspace = directoryOfLogs();
    workspace.write('raw/notes.md', 'no flow log');
    workspace.write('raw/.git/x.log', fileOf({}));
    workspace.write('raw/.hidden.log', fileOf({}));
    const { code, stdout, stderr } = await workspace.flowLogs(
      'normalize',
      'raw',
      '--out',
      'tables',
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({ files: names.length, skipped: ['raw/notes.md'] });
    expect(stderr).toBe('skipped: 1 file without the name of a flow log: raw/notes.md\n');
    expect(code).toBe(0);
  });

  test('can contain logs in every format, and tables of an earlier run', async () => {
    const workspace = directoryOfLogs();
    await workspace.flowLogs('normalize', 'raw', '--out', 'raw/earlier');
    const written = { names: Object.keys(SAMPLE), records: [Object.values(SAMPLE)] };
    workspace.write('raw/g.log.parquet', asParquet(written));
    workspace.write('raw/h.json', asFirehose(written));
    workspace.write('raw/i.json.gz', asCloudWatch(written));
    workspace.write('raw/j.parquet.gz', gzipSync(asParquet(written)));
    workspace.write(
      'raw/lake-1-2026-11-22-10-05-59-0a1b2c3d-0011-2233-4455-66778899aabb',
      asFirehose(written),
    );
    workspace.write('raw/nothing', 'no flow log');
    const args = ['raw', '--out', 'tables', '--json', '--format', `${LogFormat.AWS_DEFAULT}`];
    const { code, stdout } = await workspace.flowLogs('normalize', ...args);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ files: names.length + 5, rows: 2 * names.length + 5, failed: [] });
    const tables = [...workspace.files('raw/earlier').keys()].map((path) => `raw/earlier/${path}`);
    expect(tables.length).toBeGreaterThan(names.length);
    expect([...report.skipped].sort()).toEqual([...tables, 'raw/nothing'].sort());
    expect(code).toBe(0);
  });

  test('can contain the output directory, which is not read', async () => {
    const workspace = directoryOfLogs();
    for (let run = 0; run < 2; run++) {
      const { stdout, stderr } = await workspace.flowLogs('normalize', '.', '--out', 'raw/tables', '--json');
      expect(JSON.parse(stdout)).toMatchObject({ files: names.length, skipped: [] });
      expect(stderr).toBe('');
    }
  });

  test('is read once if it is given several times', async () => {
    const workspace = directoryOfLogs();
    const { stdout } = await workspace.flowLogs(
      'normalize',
      'raw',
      './raw/',
      'raw/a.log.gz',
      '--out',
      'tables',
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({ files: names.length, rows: 2 * names.length });
  });
});
