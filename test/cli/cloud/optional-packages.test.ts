import { execFile } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMAND_LINE_DIRECTORY } from '../../support/built-files';
import { Workspace } from '../../support/flow-logs';
import { ROOT } from '../../support/source-files';

/** Runs a command line that is installed without any optional package. */
function installedAlone(workspace: Workspace, ...args: string[]): Promise<{ code: number; stderr: string }> {
  const home = join(workspace.directory, 'node_modules/cloud-flow-logs');
  workspace.write('node_modules/cloud-flow-logs/package.json', readFileSync(join(ROOT, 'package.json')));
  cpSync(COMMAND_LINE_DIRECTORY, join(home, 'dist/cli'), { recursive: true });
  return new Promise((resolve) => {
    const options = { cwd: workspace.directory };
    execFile(process.execPath, [join(home, 'dist/cli/main.js'), ...args], options, (error, _, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stderr }),
    );
  });
}

test.each([
  [
    's3://bucket/key',
    's3:// URLs need optional packages that are not installed: npm install @aws-sdk/client-s3',
  ],
  [
    'https://account.blob.core.windows.net/logs/x',
    'URLs of Azure Storage need optional packages that are not installed: npm install @azure/storage-blob @azure/identity',
  ],
])('%s without the optional packages is an error with the install command', async (url, message) => {
  const { code, stderr } = await installedAlone(Workspace.ofTest(), 'normalize', url, '--out', 'tables');
  expect({ code, stderr }).toEqual({ code: 2, stderr: `error: ${message}\n` });
});
