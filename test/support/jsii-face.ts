import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { ROOT } from './source-files';

/** The entry point of the package for Python, Java, Go and .NET. */
const INDEX = `
export * from './constructs/cdk';
export { FlowLogStandard } from './standard/flow-log-standard';
`;

/** Diagnostics of the compiler, one string each. */
export interface JsiiResult {
  readonly errors: string[];
  readonly warnings: string[];
}

/**
 * The CDK constructs as a jsii module of their own, in a temporary folder: the sources that `constructs/cdk` reaches,
 * an entry point and a `package.json`.
 */
export class JsiiFace {
  readonly directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-jsii-'));

  constructor() {
    writeFileSync(join(this.directory, 'index.ts'), INDEX);
    for (const path of reachableFrom(['constructs/cdk/index.ts', 'standard/flow-log-standard.ts'])) {
      mkdirSync(dirname(join(this.directory, path)), { recursive: true });
      cpSync(join(ROOT, path), join(this.directory, path));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.directory, 'node_modules'));
    const manifest = JSON.stringify(packageJson(), null, 2);
    writeFileSync(join(this.directory, 'package.json'), manifest);
  }

  /** Replaces text in a source file of the copy. The text must occur once. */
  edit(path: string, old: string, replacement: string): void {
    const file = join(this.directory, path);
    const parts = readFileSync(file, 'utf8').split(old);
    if (parts.length !== 2)
      throw new Error(`${path} contains ${JSON.stringify(old)} ${parts.length - 1} times`);
    writeFileSync(file, parts.join(replacement));
  }

  /** Runs the real compiler. */
  async compile(): Promise<JsiiResult> {
    const jsii = join(ROOT, 'node_modules/jsii/bin/jsii');
    const options = {
      cwd: this.directory,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...process.env,
        JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: '1',
        JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1',
      },
    };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [jsii], options).catch((error) => {
      if (typeof error.code !== 'number') throw error;
      return error as { stdout: string; stderr: string };
    });
    const text = stdout + stderr;
    return { errors: diagnostics(text, 'error'), warnings: diagnostics(text, 'warning') };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function packageJson() {
  const { version, license, dependencies, peerDependencies, devDependencies } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  const engines = ['aws-cdk-lib', 'constructs'];
  return {
    name: 'cloud-flow-logs-cdk',
    version,
    license,
    description: 'Flow logs for AWS CDK apps',
    author: { name: 'cloud-flow-logs', url: 'https://example.com' },
    repository: { type: 'git', url: 'https://example.com/cloud-flow-logs.git' },
    main: 'index.js',
    types: 'index.d.ts',
    jsii: { outdir: 'dist', versionFormat: 'short', targets: {}, tsc: {} },
    bundleDependencies: Object.keys(dependencies),
    dependencies,
    peerDependencies: Object.fromEntries(engines.map((name) => [name, peerDependencies[name]])),
    devDependencies: Object.fromEntries(engines.map((name) => [name, devDependencies[name]])),
  };
}

function diagnostics(text: string, category: string): string[] {
  return text
    .split('\n')
    .filter((line) => line.includes(`${category} JSII`) || line.includes(`${category} TS`));
}

/** The files and all files that they import, type-only imports included. */
function reachableFrom(entries: readonly string[]): string[] {
  const found = new Set(entries);
  for (const path of found) {
    const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, path), 'utf8'), true, true);
    for (const { fileName } of importedFiles) {
      if (fileName.startsWith('.')) found.add(sourceOf(posix.join(posix.dirname(path), fileName)));
    }
  }
  return [...found];
}

function sourceOf(module: string): string {
  const candidates = [`${module}.ts`, `${module}/index.ts`];
  const source = candidates.find((path) => ts.sys.fileExists(join(ROOT, path)));
  if (source === undefined) throw new Error(`no source file for the import of ${module}`);
  return source;
}
