import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENTRY_POINTS } from '../../scripts/project.mjs';
import { NewCdkApp } from '../support/new-cdk-app';
import { packedPackage } from '../support/packed-package';
import { hasCommand, hasPart } from '../support/processes';
import { ROOT } from '../support/source-files';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-package-'));
const { tarball, files } = packedPackage(directory);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('the packed package', () => {
  test('contains the build, the pages, README.md, CHANGELOG.md and LICENSE, and nothing else', () => {
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path) => !/^(dist|docs)\//.test(path)).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'package.json',
    ]);
    expect(paths).toEqual(
      expect.arrayContaining([
        'dist/THIRD-PARTY-NOTICES.txt',
        'dist/normalizer/index.d.ts',
        'dist/aws/normalizer/bundle/index.mjs',
        'dist/aws/normalizer/bundle/object-worker.mjs',
        'dist/aws/notifier/bundle/index.mjs',
        'dist/cli/main.js',
        'dist/constructs/cdk/index.d.ts',
        'dist/constructs/cdktf/index.d.ts',
      ]),
    );
    expect(paths.filter((path) => /\.test\.|node_modules|\.tsbuildinfo$|(?<!\.d)\.ts$/.test(path))).toEqual(
      [],
    );
  });

  test('has an executable command', () => {
    expect(files.find(({ path }) => path === 'dist/cli/main.js')?.mode).toBe(0o755);
  });

  test('imports only its dependencies, its peers and modules of Node', () => {
    const code = files.filter(({ path }) => path.endsWith('.js') && !path.startsWith('dist/cli/'));
    const imported = code.flatMap(({ path }) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, path), 'utf8'), true, true);
      return importedFiles
        .map(({ fileName }) => fileName)
        .filter((name) => !name.startsWith('.') && !isBuiltin(name));
    });
    const names = imported.map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] as string);
    const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    expect([...new Set(names)].filter((name) => !installed.includes(name))).toEqual([]);
    expect(Object.keys(manifest.dependencies).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('has at most 410 files, without source maps and without a second copy of the command line', () => {
    const paths = files.map(({ path }) => path);
    expect(paths.length).toBeLessThanOrEqual(410);
    expect(paths.filter((path) => path.endsWith('.map'))).toEqual([]);
    const commandLine = paths.filter((path) => path.startsWith('dist/cli/'));
    expect(commandLine.filter((path) => !/^dist\/cli\/shared\/[a-z0-9-]+\.js$/.test(path))).toEqual([
      'dist/cli/main.js',
      'dist/cli/normalize/worker.js',
    ]);
  });

  test('has no member that is marked as internal', () => {
    const types = files.filter(({ path }) => path.endsWith('.d.ts'));
    expect(types.length).toBeGreaterThan(50);
    const internal = types.filter(({ path }) => readFileSync(join(ROOT, path), 'utf8').includes('@internal'));
    expect(internal.map(({ path }) => path)).toEqual([]);
  });

  test('has one class for each name, in all entry points', () => {
    const script = `
      const names = ${JSON.stringify(ENTRY_POINTS.map(({ name }) => `cloud-flow-logs/${name}`))};
      const found = new Map();
      for (const entryPoint of names)
        for (const [name, value] of Object.entries(require(entryPoint)))
          if (typeof value === 'function') found.set(name, (found.get(name) ?? new Set()).add(value));
      console.log(JSON.stringify([...found].map(([name, values]) => [name, values.size])));
    `;
    const output = execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' });
    const sizes: [string, number][] = JSON.parse(output);
    expect(sizes.map(([name]) => name)).toEqual(
      expect.arrayContaining(['LogFormat', 'VpcFlowLogs', 'FlowLogStandard']),
    );
    // the constructs of both engines have the same names
    const several = sizes.filter(([, size]) => size > 1).map(([name]) => name);
    expect(several.sort()).toEqual(['FlowLake', 'FlowLogTarget', 'MaliciousTrafficAlert', 'ThreatSource']);
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

  test('passes attw for Node 10, CommonJS, ES modules and bundlers', () => {
    const attw = join(ROOT, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    const args = [attw, tarball, '--profile', 'strict', '--format', 'ascii', '--no-color', '--no-emoji'];
    const output = execFileSync(process.execPath, args, { encoding: 'utf8' });
    const open = Object.entries(manifest.exports).filter(([, target]) => target !== null);
    for (const [name] of open) expect(output).toContain(`"${name.replace('.', 'cloud-flow-logs')}"`);
    const typed = open.filter(([, target]) => typeof target === 'object');
    expect(output.match(/^node16 \(from (CJS|ESM)\): OK \(CJS\)$/gm)).toHaveLength(2 * typed.length);
    expect(output.match(/^(node10|bundler): OK $/gm)).toHaveLength(2 * typed.length);
  });
});

const reachable = hasCommand('npm', 'view', 'aws-cdk-lib', 'version');
const present = hasPart('the npm registry', 'a network from which npm can install', reachable);

/** These tests run in order: they create an app, add the snippet of README.md, synthesize and test the app. */
describe.skipIf(!present)('in an app of `cdk init`', () => {
  let app: NewCdkApp;

  beforeAll(async () => {
    app = await NewCdkApp.init(directory, 'network', tarball);
    app.write('lib/network-stack.ts', snippetFor('cdk'));
  });

  test('npm installs no engine that the app does not use', () => {
    for (const name of ['cdktf', 'cdktn', '@cdktf', '@pulumi', '@duckdb', '@aws-sdk']) {
      expect(existsSync(join(app.directory, 'node_modules', name))).toBe(false);
    }
    expect(existsSync(join(app.directory, 'node_modules/cloud-flow-logs/package.json'))).toBe(true);
  });

  test('npm ls reports no problem of the package', async () => {
    const { dependencies } = JSON.parse(await app.run('npm', 'ls', '--json'));
    expect(dependencies['cloud-flow-logs']).not.toHaveProperty('problems');
  });

  test('the first snippet of README.md synthesizes without a change', async () => {
    await app.run('npx', 'cdk', 'synth', '--quiet', '--no-notices');
    const { Resources } = JSON.parse(app.read('cdk.out/NetworkStack.template.json'));
    const types = Object.values<{ Type: string }>(Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type === 'AWS::EC2::FlowLog')).toHaveLength(1);
    expect(types).toContain('AWS::Athena::WorkGroup');
  });

  test('the snippet passes in tests of the app, which jest runs as CommonJS', async () => {
    app.write('test/network.test.ts', TEST_OF_THE_APP);
    const { code, stderr } = await app.try('npm', 'test');
    expect(stderr).toContain('Tests:       1 passed, 1 total');
    expect(code).toBe(0);
  });

  test('CommonJS and ES modules can load the normalizer', async () => {
    const [name, print] = ["'cloud-flow-logs/normalizer'", 'console.log(LogFormat.AWS_DEFAULT.names.length)'];
    expect(await app.run('node', '-e', `const { LogFormat } = require(${name}); ${print}`)).toBe('14\n');
    const script = `import { LogFormat } from ${name}; ${print}`;
    expect(await app.run('node', '--input-type=module', '-e', script)).toBe('14\n');
  });

  test('the command runs, and names the package that queries require', async () => {
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

/** These tests run in order: they install CDKTF and the package, and synthesize the snippet of README.md. */
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

  test('npm installs no AWS package', () => {
    for (const name of ['aws-cdk-lib', '@pulumi', '@duckdb', '@aws-sdk', '@kusto']) {
      expect(existsSync(join(project, 'node_modules', name))).toBe(false);
    }
  });

  function synthesize(page: string) {
    writeFileSync(join(project, 'main.ts'), snippetFor('cdktf', page));
    execFileSync(process.execPath, ['--import', 'tsx', 'main.ts'], { cwd: project, stdio: 'inherit' });
    const stack = join(project, 'cdktf.out/stacks/network/cdk.tf.json');
    return JSON.parse(readFileSync(stack, 'utf8')).resource;
  }

  test('the snippet of README.md synthesizes without a change', () => {
    const resource = synthesize('README.md');
    expect(Object.keys(resource.azurerm_network_watcher_flow_log)).toHaveLength(1);
    expect(Object.keys(resource.azurerm_storage_account)).toHaveLength(2);
  });

  test('the snippet of docs/cdktf.md synthesizes without a change', () => {
    const resource = synthesize('docs/cdktf.md');
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

/** Returns the first TypeScript snippet of a page that imports an entry point. */
function snippetFor(entryPoint: string, page = 'README.md'): string {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const snippets = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, snippet]) => snippet as string);
  const found = snippets.find((snippet) => snippet.includes(`from 'cloud-flow-logs/${entryPoint}'`));
  if (found === undefined)
    throw new Error(`${page} has no snippet that imports cloud-flow-logs/${entryPoint}`);
  return found;
}
