import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cdktfExamples, EXAMPLE_ENVIRONMENT } from '../support/cdktf-examples';
import { packedPackage } from '../support/packed-package';
import { ROOT } from '../support/source-files';

/** The dependencies of an app with CDK Terrain, and the version of azurerm that its bindings require. */
const APPS = [
  { bindings: '@cdktf/provider-azurerm', manifest: 'cdktf-bindings.json', azurerm: '4.55.0' },
  { bindings: '@cdktn/provider-azurerm', manifest: 'own-bindings.json', azurerm: '4.73.0' },
];

/** CDK Terrain continues CDKTF under the name `cdktn`. An app installs it as `cdktf` with an npm alias. */
describe.each(APPS)('with cdktn and $bindings', ({ manifest, azurerm }) => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-cdktn-'));

  beforeAll(() => {
    copyFileSync(join(__dirname, 'cdktn', manifest), join(directory, 'package.json'));
    const flags = ['--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', ['install', packedPackage(directory).tarball, ...flags], {
      cwd: directory,
      stdio: 'inherit',
    });
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('npm installs cdktn as cdktf, once', () => {
    expect(JSON.parse(readFileSync(join(directory, 'node_modules/cdktf/package.json'), 'utf8')).name).toBe(
      'cdktn',
    );
    const listed = execFileSync('npm', ['ls', 'cdktf', '--parseable'], { cwd: directory, encoding: 'utf8' });
    expect(listed.trim().split('\n')).toHaveLength(1);
  });

  test.each(cdktfExamples())('%s synthesizes the same stacks as with cdktf', (example) => {
    mkdirSync(join(directory, example));
    cpSync(join(ROOT, 'examples', example, 'app.ts'), join(directory, example, 'app.ts'));
    const expected = synthesizedStacks(join(ROOT, 'examples', example), join(directory, example, 'cdktf'));
    const actual = synthesizedStacks(join(directory, example), join(directory, example, 'cdktn'));
    expect(Object.keys(actual)).toEqual(Object.keys(expected));
    for (const [name, { providers, ...stack }] of Object.entries(actual)) {
      const { providers: expectedProviders, ...expectedStack } = expected[name] as Stack;
      expect(stack).toEqual(expectedStack);
      expect(providers).toEqual({
        ...expectedProviders,
        azurerm: { ...expectedProviders.azurerm, version: azurerm },
      });
    }
  });
});

interface Stack {
  readonly providers: Readonly<Record<string, object>>;
}

/** Synthesizes an app. Returns its stacks without comments and without the location of the state. */
function synthesizedStacks(cwd: string, output: string): Record<string, Stack> {
  const env = { ...process.env, ...EXAMPLE_ENVIRONMENT, CDKTF_OUTDIR: output };
  execFileSync(process.execPath, ['--import', 'tsx', 'app.ts'], { cwd, env, stdio: 'inherit' });
  const stacks = join(output, 'stacks');
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
