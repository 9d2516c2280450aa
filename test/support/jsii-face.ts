import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { ROOT } from './source-files';

/** Sources of the package for Python, Java, Go and .NET, beside the entry point. */
const SOURCES = ['constructs/cdk/index.ts', 'standard/flow-log-standard.ts'];

/** The peers that a CDK app needs. */
const PEERS = ['aws-cdk-lib', 'constructs'];

/** The diagnostics of the jsii compiler, one line each. */
export interface JsiiDiagnostics {
  readonly errors: string[];
  readonly warnings: string[];
}

/**
 * The CDK constructs as a jsii module of their own, in a temporary folder: an entry point, the sources that it reaches
 * and a `package.json`.
 */
export class JsiiFace {
  readonly directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-jsii-'));

  constructor() {
    this.write(
      'index.ts',
      SOURCES.map((path) => `export * from './${path.replace(/\.ts$/, '')}';\n`).join(''),
    );
    this.write('package.json', JSON.stringify(manifest(), null, 2));
    this.write('README.md', '# Flow logs for AWS CDK\n');
    for (const path of reachableFrom(SOURCES)) {
      mkdirSync(dirname(join(this.directory, path)), { recursive: true });
      cpSync(join(ROOT, path), join(this.directory, path));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.directory, 'node_modules'));
  }

  /** Path of the entry point. */
  get entryPoint(): string {
    return join(this.directory, 'index.ts');
  }

  /**
   * Replaces text in a copied source.
   *
   * @throws Error unless the source contains the text exactly once
   */
  edit(path: string, old: string, replacement: string): void {
    const parts = readFileSync(join(this.directory, path), 'utf8').split(old);
    if (parts.length !== 2) throw new Error(`${path} contains the text ${parts.length - 1} times: ${old}`);
    this.write(path, parts.join(replacement));
  }

  /** Runs the jsii compiler. */
  async compile(): Promise<JsiiDiagnostics> {
    const jsii = join(ROOT, 'node_modules/jsii/bin/jsii');
    const options = { cwd: this.directory, maxBuffer: 64 * 1024 * 1024 };
    const run = promisify(execFile)(process.execPath, [jsii], options);
    const { code, stdout, stderr } = await run.then(
      (output) => ({ ...output, code: 0 }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    const lines = (stdout + stderr).split('\n');
    const ofCategory = (category: string) => lines.filter((line) => line.includes(`${category} JSII`));
    const errors = [...ofCategory('error'), ...lines.filter((line) => /error TS\d/.test(line))];
    if (code !== 0 && errors.length === 0) throw new Error(`jsii exited with ${code}:\n${stdout}${stderr}`);
    return { errors, warnings: ofCategory('warning') };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private write(path: string, text: string): void {
    writeFileSync(join(this.directory, path), text);
  }
}

function manifest() {
  const { version, license, dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  return {
    name: 'cloud-flow-logs-cdk',
    description: 'Flow logs for AWS CDK apps',
    version,
    license,
    author: { name: 'cloud-flow-logs', url: 'https://example.com' },
    repository: { type: 'git', url: 'https://example.com/cloud-flow-logs.git' },
    main: 'index.js',
    types: 'index.d.ts',
    jsii: { outdir: 'dist', targets: {} },
    dependencies,
    bundleDependencies: Object.keys(dependencies),
    peerDependencies: Object.fromEntries(PEERS.map((name) => [name, peerDependencies[name]])),
    // jsii requires development with the oldest version of each peer
    devDependencies: Object.fromEntries(PEERS.map((name) => [name, peerDependencies[name].replace('^', '')])),
  };
}

/** The sources and all sources that they import, type-only imports included. */
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
  const source = [`${module}.ts`, `${module}/index.ts`].find((path) => ts.sys.fileExists(join(ROOT, path)));
  if (source === undefined) throw new Error(`${module} has no source file`);
  return source;
}
