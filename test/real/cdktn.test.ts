import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cdktfExamples } from '../support/cdktf-examples';
import { packedPackage } from '../support/packed-package';
import { ROOT } from '../support/source-files';

/**
 * CDK Terrain carries CDKTF on under another name. An app that has it in the place of cdktf, by an alias, synthesises
 * the same, with this package and with the bindings of azurerm as they are.
 */
describe('with cdktn in the place of cdktf', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-cdktn-'));

  beforeAll(() => {
    copyFileSync(join(__dirname, 'cdktn/package.json'), join(directory, 'package.json'));
    const flags = ['--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', ['install', packedPackage(directory).tarball, ...flags], {
      cwd: directory,
      stdio: 'inherit',
    });
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('it is cdktn that is installed, once', () => {
    expect(JSON.parse(readFileSync(join(directory, 'node_modules/cdktf/package.json'), 'utf8')).name).toBe(
      'cdktn',
    );
    const listed = execFileSync('npm', ['ls', 'cdktf', '--parseable'], { cwd: directory, encoding: 'utf8' });
    expect(listed.trim().split('\n')).toHaveLength(1);
  });

  test.each(cdktfExamples())('%s means the same', (example) => {
    const app = join(directory, example, 'app.ts');
    cpSync(join(ROOT, 'examples', example, 'app.ts'), app);
    const ours = synthesized(join(ROOT, 'examples', example), join(directory, example, 'cdktf'));
    expect(synthesized(join(directory, example), join(directory, example, 'cdktn'))).toEqual(ours);
  });
});

function synthesized(cwd: string, output: string): unknown {
  const env = { ...process.env, CDKTF_OUTDIR: output };
  execFileSync(process.execPath, ['--import', 'tsx', 'app.ts'], { cwd, env, stdio: 'inherit' });
  return meaningOf(join(output, 'stacks'));
}

/** What Terraform does with the stacks of an app: without notes on how they were made, and where state is kept. */
function meaningOf(stacks: string): unknown {
  return Object.fromEntries(
    readdirSync(stacks).map((stack) => {
      const text = readFileSync(join(stacks, stack, 'cdk.tf.json'), 'utf8');
      const {
        '//': _,
        terraform,
        ...rest
      } = JSON.parse(text, (key, value) => (key === '//' ? undefined : value));
      return [stack, { ...rest, providers: terraform.required_providers }];
    }),
  );
}
