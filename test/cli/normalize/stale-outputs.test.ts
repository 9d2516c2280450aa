import { mkdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { fileSystemTime, removeStaleOutputs } from '../../../cli/normalize/stale-outputs';
import { outputName, partName } from '../../../flows/object-name';
import { unfinishedPath } from '../../../flows/unfinished-files';
import { fileOf } from '../../aws/sample-records';
import { Workspace } from '../../support/flow-logs';
import { SAMPLE_KEY, sampleObject } from '../../support/sample-object';

const DAY = 86_400;
const START = 1_795_341_600;

describe('a second run', () => {
  test('writes the same files and no others', async () => {
    const workspace = Workspace.ofTest();
    workspace.write(SAMPLE_KEY, sampleObject());
    const args = ['normalize', 'AWSLogs', '--out', 'tables', '--json'];
    const first = await workspace.flowLogs(...args);
    const before = workspace.files('tables');
    expect(await workspace.flowLogs(...args)).toEqual(first);
    expect(workspace.files('tables')).toEqual(before);
  });

  test('removes files of a changed source, and none of other sources', async () => {
    const workspace = Workspace.ofTest();
    const at = (start: number) => fileOf({ start: String(start), end: String(start) });
    workspace.write('a.log', `${at(START)}truncated\n`);
    workspace.write('b.log', `${at(START)}truncated\n`);
    await workspace.flowLogs('normalize', 'a.log', 'b.log', '--out', 'tables');
    const others = [...workspace.files('tables')].filter(([path]) => /\/b-[0-9a-f]+\.parquet$/.test(path));
    expect(others).toHaveLength(2);

    workspace.write('a.log', at(START + DAY));
    await workspace.flowLogs('normalize', 'a.log', '--out', 'tables');
    const files = workspace.files('tables');
    const ofChanged = [...files.keys()].filter((path) => /\/a-[0-9a-f]+\.parquet$/.test(path));
    expect(ofChanged).toEqual([expect.stringContaining('/day=2026-11-23/')]);
    expect(ofChanged[0]).toMatch(/^flows\//);
    expect(files).toEqual(new Map([...others, ...[...files].filter(([path]) => ofChanged.includes(path))]));
  });
});

describe('outputs of a source', () => {
  const PARTITION = 'tables/flows/cloud=aws/account_id=1/region=eu-west-1/day=2026-11-22';
  const NAME = outputName('a.log');

  /** More than any clock of a file system needs to advance. */
  const TICK_MILLIS = 20;

  function written(workspace: Workspace, name: string): string {
    return workspace.write(`${PARTITION}/${name}`, name);
  }

  function remaining(workspace: Workspace): string[] {
    return [...workspace.files('tables').keys()].map((path) => path.split('/').pop() as string);
  }

  test('that shrank lose their last parts', async () => {
    const workspace = Workspace.ofTest();
    const tables = join(workspace.directory, 'tables');
    for (const part of [1, 2, 3, 12]) written(workspace, partName(NAME, part));
    written(workspace, partName(outputName('b.log'), 2));
    await setTimeout(TICK_MILLIS);
    const path = join(workspace.directory, written(workspace, NAME));
    removeStaleOutputs(tables, ['a.log'], [{ path, rows: 1 }], fileSystemTime(tables));
    expect(remaining(workspace).sort()).toEqual([NAME, partName(outputName('b.log'), 2)].sort());
  });

  test('that another run published later remain', async () => {
    const workspace = Workspace.ofTest();
    const tables = join(workspace.directory, 'tables');
    const unfinished = join(workspace.directory, written(workspace, '.written-before'));
    await setTimeout(TICK_MILLIS);
    const started = fileSystemTime(tables);
    await setTimeout(TICK_MILLIS);
    const other = join(tables, 'flows/cloud=aws/account_id=1/region=eu-west-1/day=2026-11-23', NAME);
    mkdirSync(dirname(other));
    renameSync(unfinished, other);
    removeStaleOutputs(tables, ['a.log'], [], started);
    expect(remaining(workspace)).toEqual([NAME]);
  });

  test('that are unfinished remain unless their process ended', async () => {
    const workspace = Workspace.ofTest();
    const tables = join(workspace.directory, 'tables');
    const ofThisRun = unfinishedPath(join(workspace.directory, PARTITION, NAME));
    written(workspace, basename(ofThisRun));
    written(workspace, basename(ofThisRun).replace(/-\d+-/, `-${MISSING_PROCESS}-`));
    removeStaleOutputs(tables, [], [], fileSystemTime(tables));
    expect(remaining(workspace)).toEqual([basename(ofThisRun)]);
  });
});

/** Larger than the process ids of any system. */
const MISSING_PROCESS = 2 ** 30;
