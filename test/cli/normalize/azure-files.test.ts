import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fileOf } from '../../aws/sample-records';
import { blobOf, vnetRecord } from '../../azure/records/read-blob';
import { COMMAND_LINE } from '../../support/built-files';
import { sql } from '../../support/duckdb';
import { Workspace } from '../../support/flow-logs';
import { tableIn } from '../../support/table-files';

const TUPLE = '1795341600000,10.11.1.4,23.208.236.42,52668,80,6,O,E,NX,5,516,3,1019';
const BLOB = blobOf(vnetRecord([TUPLE]));
const FOLDER = 'insights-logs-flowlogflowevent';
const HOUR =
  'flowLogResourceID=/C088DC46-D692-42AD-A4B6-9A542D28AD2A_NETWORKWATCHERRG/NETWORKWATCHER_EASTUS_LABS/y=2026/m=11/d=22';
const PATH = `${FOLDER}/${HOUR}/h=10/m=00/macAddress=000D3A359573/PT1H.json`;
const PARTITION =
  'flows/cloud=azure/account_id=c088dc46-d692-42ad-a4b6-9a542d28ad2a/region=eastus/day=2026-11-22/';

describe('files of Azure', () => {
  test('are normalized together with AWS files, in one report', async () => {
    const workspace = Workspace.ofTest();
    workspace.write(`download/${PATH}`, blobOf(vnetRecord([TUPLE]), vnetRecord([TUPLE]), { odd: true }));
    workspace.write('download/aws/flow.log', fileOf({}));
    const { code, stdout, stderr } = await workspace.flowLogs('normalize', 'download', '--out', 'tables');
    expect(stdout).toMatch(/^4 records from 2 files: 2 rows, 1 reject, 1 duplicate\n/);
    expect(stdout).toContain('bytes from source to destination; 3 packets, 1019 bytes in reply\n');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const strict = await workspace.flowLogs('normalize', 'download', '--out', 'tables', '--json', '--strict');
    expect(strict.code).toBe(1);
    expect(JSON.parse(strict.stdout)).toMatchObject({
      rows: 2,
      rejects: 1,
      duplicates: 1,
      byLogType: { vnet: 1, vpc: 1 },
      byRejectCode: { 'not-a-record': 1 },
      packetsIn: '3',
      bytesIn: '1019',
    });
    const partitions = [...workspace.files('tables').keys()].filter((path) => path.startsWith(PARTITION));
    expect(partitions).toHaveLength(1);
  });

  test.each([
    ['whole', BLOB],
    ['compressed', gzipSync(BLOB)],
    ['with a byte order mark, formatted', `\ufeff${JSON.stringify(JSON.parse(BLOB), null, 2)}`],
    ['a later block', `,${JSON.stringify(vnetRecord([TUPLE]))}`],
  ])('with any name are recognized by content: %s', async (_what, content) => {
    const workspace = Workspace.ofTest();
    const path = workspace.write('copy.json', content);
    const { stdout } = await workspace.flowLogs('normalize', path, '--out', 'tables', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ rows: 1, rejects: 0, byLogType: { vnet: 1 }, failed: [] });
  });

  test('are recognized by path, whatever the content is', async () => {
    const workspace = Workspace.ofTest();
    workspace.write(PATH, 'damaged');
    const { stdout } = await workspace.flowLogs('normalize', FOLDER, '--out', 'tables', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ rows: 0, rejects: 1, failed: [] });
  });

  test('keep their full source path if the command runs inside of their folder', async () => {
    const workspace = Workspace.ofTest();
    workspace.write(PATH, BLOB);
    const arguments_ = [COMMAND_LINE, 'normalize', 'h=10', '--out', join(workspace.directory, 'tables')];
    execFileSync(process.execPath, arguments_, { cwd: join(workspace.directory, FOLDER, HOUR) });
    const [written] = workspace.files('tables').keys();
    expect(written?.startsWith(PARTITION)).toBe(true);
    const [row] = await sql(`select source from ${tableIn(join(workspace.directory, 'tables'), 'flows')}`);
    expect(row).toEqual({ source: PATH });
  });
});
