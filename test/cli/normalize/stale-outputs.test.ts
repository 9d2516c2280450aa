import { describe, expect, test } from 'vitest';
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
