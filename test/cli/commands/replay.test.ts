import { expect, test } from 'vitest';
import { Workspace } from '../../support/flow-logs';

const STORAGE = ['--storage', 'https://logs.blob.core.windows.net'];
const TABLES = ['--tables', 'https://lake.blob.core.windows.net'];
const RANGE = ['--from', '2026-11-22T10', '--to', '2026-11-22T12'];

test.each([
  [[...TABLES, ...RANGE], "required option '--storage <url>' not specified"],
  [[...STORAGE, ...TABLES, '--from', 'today', '--to', '2026-11-22'], 'Give an hour such as 2026-11-22T10'],
  [
    [...STORAGE, ...TABLES, '--from', '2026-13-01', '--to', '2026-11-22'],
    'Give an hour such as 2026-11-22T10',
  ],
  [
    [...STORAGE, ...TABLES, '--from', '2026-11-23', '--to', '2026-11-22'],
    '--from 2026-11-23 is after --to 2026-11-22',
  ],
  [['--storage', 'logs', ...TABLES, ...RANGE], 'FLOW_LOG_STORAGE must be a blob endpoint'],
  [[...STORAGE, ...TABLES, ...RANGE, '--prefix', 'x'], 'TABLE_PREFIX must end in "/", received "x"'],
])('replay rejects the arguments %j with exit code 2', async (args, message) => {
  const { code, stdout, stderr } = await Workspace.ofTest().flowLogs('replay', ...args);
  expect(stderr).toContain(message);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});
