import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NewCdkApp } from '../support/new-cdk-app';
import { packedPackage } from '../support/packed-package';
import { hasCommand, hasPart } from '../support/processes';
import { ROOT } from '../support/source-files';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-package-'));
const { tarball, files } = packedPackage(directory);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('the packed package', () => {
  test('holds the build and what people read, and nothing else', () => {
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path) => !path.startsWith('dist/')).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'package.json',
    ]);
    expect(paths).toEqual(
      expect.arrayContaining([
        'dist/THIRD-PARTY-NOTICES.txt',
        'dist/aws/index.d.ts',
        'dist/aws/normalizer/bundle/index.mjs',
        'dist/cli/main.js',
        'dist/constructs/cdk/index.d.ts',
        'dist/constructs/cdktf/index.d.ts',
      ]),
    );
    expect(paths.filter((path) => /\.test\.|node_modules|\.tsbuildinfo$|(?<!\.d)\.ts$/.test(path))).toEqual(
      [],
    );
  });

  test('has a command that can be started', () => {
    expect(files.find(({ path }) => path === 'dist/cli/main.js')?.mode).toBe(0o755);
  });

  test('contains the target of every export', () => {
    const { exports } = manifest;
    const targets = Object.values<string | Record<string, string> | null>(exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target ?? {}),
    );
    const paths = files.map(({ path }) => `./${path}`);
    expect(targets.filter((target) => !paths.includes(target))).toEqual([]);
  });

  test.each(Object.entries<string>(manifest.bin))('starts %s with Node', (_name, path) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(join(ROOT, path)).mode & 0o111).toBe(0o111);
  });

  test('contains the licences of all bundled packages', () => {
    const notices = readFileSync(join(ROOT, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['@aws-sdk/client-s3', 'hyparquet', 'hyparquet-writer', 'fzstd']) {
      expect(notices).toContain(`${name} ${manifest.devDependencies[name]} (`);
    }
  });

  test('passes publint', async () => {
    const bytes = readFileSync(tarball);
    const { messages } = await publint({ pack: { tarball: Uint8Array.from(bytes).buffer }, strict: true });
    expect(messages).toEqual([]);
  });

  test('has right types for CommonJS, ES modules and bundlers, says attw', () => {
    const attw = join(ROOT, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    // node16: resolution of Node 10, which knows no `exports`, is not supported
    const args = [attw, tarball, '--profile', 'node16', '--format', 'ascii', '--no-color', '--no-emoji'];
    const said = execFileSync(process.execPath, args, { encoding: 'utf8' });
    const doors = Object.entries(manifest.exports).filter(([, target]) => target !== null);
    for (const [door] of doors) expect(said).toContain(`"${door.replace('.', 'cloud-flow-logs')}"`);
    const typed = doors.filter(([, target]) => typeof target === 'object');
    expect(said.match(/^node16 \(from (CJS|ESM)\): OK \(CJS\)$/gm)).toHaveLength(2 * typed.length);
  });
});

const reachable = hasCommand('npm', 'view', 'aws-cdk-lib', 'version');
const present = hasPart('the npm registry', 'a network from which npm can install', reachable);

/** One story: a new app, the snippet of the README in it, synth and test. */
describe.skipIf(!present)('in an app of `cdk init`', () => {
  let app: NewCdkApp;

  beforeAll(async () => {
    app = await NewCdkApp.init(directory, 'network', tarball);
    app.write('lib/network-stack.ts', snippetFor('cdk'));
  });

  test('no engine is installed that the app does not use', () => {
    for (const name of ['cdktf', 'cdktn', '@cdktf', '@pulumi', '@duckdb', '@aws-sdk']) {
      expect(existsSync(join(app.directory, 'node_modules', name))).toBe(false);
    }
    expect(existsSync(join(app.directory, 'node_modules/cloud-flow-logs/package.json'))).toBe(true);
  });

  test('npm finds nothing wrong with what is installed', async () => {
    const { dependencies } = JSON.parse(await app.run('npm', 'ls', '--json'));
    expect(dependencies['cloud-flow-logs']).not.toHaveProperty('problems');
  });

  test('the first snippet of the README synthesises, as it is printed there', async () => {
    await app.run('npx', 'cdk', 'synth', '--quiet', '--no-notices');
    const { Resources } = JSON.parse(app.read('cdk.out/NetworkStack.template.json'));
    const types = Object.values<{ Type: string }>(Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type === 'AWS::EC2::FlowLog')).toHaveLength(1);
    expect(types).toContain('AWS::Athena::WorkGroup');
  });

  test("and passes in the app's own tests, which jest runs as CommonJS", async () => {
    app.write('test/network.test.ts', TEST_OF_THE_APP);
    const { code, stderr } = await app.try('npm', 'test');
    expect(stderr).toContain('Tests:       1 passed, 1 total');
    expect(code).toBe(0);
  });

  test('the core can be loaded from CommonJS and from ES modules', async () => {
    const [door, print] = ["'cloud-flow-logs/normalizer'", 'console.log(LogFormat.AWS_DEFAULT.names.length)'];
    expect(await app.run('node', '-e', `const { LogFormat } = require(${door}); ${print}`)).toBe('14\n');
    const script = `import { LogFormat } from ${door}; ${print}`;
    expect(await app.run('node', '--input-type=module', '-e', script)).toBe('14\n');
  });

  test('the command runs, and tells what to install for queries', async () => {
    expect(await app.run('npx', 'flow-logs', 'format', 'validate', '${srcaddr}')).toBe(
      'valid: 1 fields, version 2\n',
    );
    app.write(
      'flow.log',
      `version account-id start end log-status\n2 123456789012 1795341600 1795341659 NODATA\n`,
    );
    await app.run('npx', 'flow-logs', 'normalize', 'flow.log', '--out', 'tables');
    const { code, stderr } = await app.try(
      'npx',
      'flow-logs',
      'query',
      'tables',
      '--question',
      'top-talkers',
    );
    expect(stderr).toContain('npm install @duckdb/node-api');
    expect(code).toBe(2);
  });
});

/** One story: an empty project, CDKTF and the package in it, the snippet of the README. */
describe.skipIf(!present)('in an empty project with CDKTF', () => {
  const project = join(directory, 'terraform');

  beforeAll(() => {
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), '{ "private": true }');
    const engine = ['cdktf', '@cdktf/provider-azurerm', 'constructs', 'tsx'].map(
      (name) => `${name}@${manifest.devDependencies[name]}`,
    );
    execFileSync('npm', ['install', tarball, ...engine, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: project,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  });

  test('nothing of AWS is installed', () => {
    for (const name of ['aws-cdk-lib', '@pulumi', '@duckdb', '@aws-sdk', '@kusto']) {
      expect(existsSync(join(project, 'node_modules', name))).toBe(false);
    }
  });

  test('the snippet of the README synthesises, as it is printed there', () => {
    writeFileSync(join(project, 'main.ts'), snippetFor('cdktf'));
    execFileSync(process.execPath, ['--import', 'tsx', 'main.ts'], { cwd: project, stdio: 'inherit' });
    const { resource } = JSON.parse(
      readFileSync(join(project, 'cdktf.out/stacks/network/cdk.tf.json'), 'utf8'),
    );
    expect(Object.keys(resource.azurerm_network_watcher_flow_log)).toHaveLength(1);
    expect(Object.keys(resource.azurerm_monitor_scheduled_query_rules_alert_v2)).toHaveLength(1);
  });
});

const TEST_OF_THE_APP = `import * as cdk from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import { NetworkStack } from '../lib/network-stack';

test('flow logs are on', () => {
  const template = Template.fromStack(new NetworkStack(new cdk.App(), 'Network'));
  template.resourceCountIs('AWS::EC2::FlowLog', 1);
});
`;

/** A TypeScript snippet of the README: the first that imports from a door of the package. */
function snippetFor(door: string): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const snippets = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, snippet]) => snippet as string);
  const found = snippets.find((snippet) => snippet.includes(`from 'cloud-flow-logs/${door}'`));
  if (found === undefined) throw new Error(`the README has no snippet for ${door}`);
  return found;
}
