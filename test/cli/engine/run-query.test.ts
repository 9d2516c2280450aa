import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../../package.json';
import { fileOf } from '../../aws/sample-records';
import { COMMAND_LINE_DIRECTORY } from '../../support/built-files';
import { Workspace } from '../../support/flow-logs';
import { ROOT } from '../../support/source-files';

test('without DuckDB, only queries fail, with the command that installs it', async () => {
  const home = Workspace.ofTest();
  install(home.directory, Object.keys(manifest.dependencies));
  const workspace = new Workspace(join(home.directory, 'dist/cli/main.js'));
  try {
    workspace.write('flow.log', fileOf({}));
    const normalized = await workspace.flowLogs('normalize', 'flow.log', '--out', 'tables', '--json');
    expect(JSON.parse(normalized.stdout)).toMatchObject({ rows: 1 });
    expect((await workspace.flowLogs('questions')).code).toBe(0);

    const { code, stdout, stderr } = await workspace.flowLogs('query', 'tables', '--question', 'top-talkers');
    expect(stderr).toBe(
      'error: queries run on DuckDB, an optional package that is not installed: npm install @duckdb/node-api\n',
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  } finally {
    workspace.remove();
  }
});

/** The bundled command line with the dependencies of the package, where npm installs them. */
function install(directory: string, dependencies: readonly string[]): void {
  cpSync(COMMAND_LINE_DIRECTORY, join(directory, 'dist/cli'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(directory, 'package.json'));
  for (const name of dependencies) {
    const target = join(directory, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), target, 'junction');
  }
}
