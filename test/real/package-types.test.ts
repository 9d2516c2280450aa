import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENTRY_POINTS } from '../../scripts/project.mjs';
import { packedPackage } from '../support/packed-package';
import { hasCommand, hasPart } from '../support/processes';
import { ROOT } from '../support/source-files';
import { type AppConfig, TypescriptApp } from '../support/typescript-app';

/** Options that the templates of `cdk init` and `cdktf init` share. */
const STRICT = {
  strict: true,
  noImplicitReturns: true,
  declaration: true,
  inlineSourceMap: true,
  inlineSources: true,
  experimentalDecorators: true,
  // checked once, below: the declarations of aws-cdk-lib take a minute
  skipLibCheck: true,
};

/** `cdk init app --language typescript` until 2025: CommonJS, resolved as Node 10 resolves modules. */
const OLD_CDK: AppConfig = {
  compilerOptions: {
    ...STRICT,
    target: 'ES2020',
    module: 'commonjs',
    lib: ['es2020', 'dom'],
    strictPropertyInitialization: false,
    typeRoots: ['./node_modules/@types'],
  },
};

/** `cdktf init --template typescript` of 0.21. */
const CDKTF: AppConfig = {
  compilerOptions: {
    ...STRICT,
    target: 'ES2018',
    module: 'CommonJS',
    lib: ['es2018'],
    noFallthroughCasesInSwitch: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    resolveJsonModule: true,
    stripInternal: true,
  },
};

/** `cdk init app --language typescript` of today. */
const NODE_NEXT: AppConfig = {
  compilerOptions: {
    ...STRICT,
    target: 'ES2022',
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    lib: ['es2022'],
    strictPropertyInitialization: false,
    typeRoots: ['./node_modules/@types'],
  },
};

const ENGINES = ['aws-cdk-lib', 'constructs', 'cdktf', '@cdktf/provider-azurerm', '@pulumi/policy'];
const OTHERS = ['@pulumi/pulumi', '@types/node', ...Object.keys(manifest().dependencies)];

const reachable = hasCommand('npm', 'view', 'typescript', 'version');
const present = hasPart('the npm registry', 'a network from which npm can install', reachable);

describe.skipIf(!present)('the types of the packed package', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-types-'));
  const app = new TypescriptApp(join(directory, 'app'));
  const compilers = {
    'TypeScript 5.9': join(directory, 'compiler/node_modules/typescript'),
    'TypeScript 6.0': join(ROOT, 'node_modules/typescript'),
  };

  beforeAll(() => {
    app.install(packedPackage(directory).tarball, [...ENGINES, ...OTHERS]);
    app.write('package.json', '{ "private": true }');
    for (const name of ['cdk', 'cdktf']) app.write(`${name}.ts`, readmeSnippet(name));
    const names = ENTRY_POINTS.map(({ name }) => name);
    const imports = names.map((name, index) => `import * as e${index} from 'cloud-flow-logs/${name}';`);
    app.write('all.ts', `${imports.join('\n')}\nexport default [${names.map((_, index) => `e${index}`)}];\n`);
    const compiler = join(directory, 'compiler');
    execFileSync('npm', ['install', 'typescript@5.9.3', '--prefix', compiler, '--no-audit', '--no-fund'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  describe.each(Object.entries(compilers))('with %s', (name, compiler) => {
    /** TypeScript 6 resolves modules as Node 10 does only on request. */
    const asNode10 = ({ compilerOptions }: AppConfig): AppConfig => ({
      compilerOptions: {
        ...compilerOptions,
        moduleResolution: 'node10',
        ...(name.endsWith('6.0') && { ignoreDeprecations: '6.0' }),
      },
    });

    test('compile the CDK snippet of the README with the tsconfig of older cdk init', () => {
      expect(app.errorsOf(compiler, asNode10(OLD_CDK), ['cdk.ts'])).toEqual([]);
    });

    test('compile the CDKTF snippet of the README with the tsconfig of cdktf init', () => {
      expect(app.errorsOf(compiler, asNode10(CDKTF), ['cdktf.ts'])).toEqual([]);
    });

    test('compile both snippets and every entry point with NodeNext', () => {
      expect(app.errorsOf(compiler, NODE_NEXT, ['cdk.ts', 'cdktf.ts', 'all.ts'])).toEqual([]);
    });
  });

  test('are valid, in every declaration file of the package', () => {
    const config = { compilerOptions: { ...NODE_NEXT.compilerOptions, skipLibCheck: false } };
    expect(app.errorsOf(compilers['TypeScript 6.0'], config, ['all.ts'])).toEqual([]);
  });

  test('import no dependency, whose declarations do not compile in every app', () => {
    const types = join(app.directory, 'node_modules/cloud-flow-logs/dist');
    const files = readdirSync(types, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.d.ts'),
    );
    const imports = files.flatMap((path) =>
      ts
        .preProcessFile(readFileSync(join(types, path), 'utf8'), true, true)
        .importedFiles.map(({ fileName }) => fileName),
    );
    expect(imports.length).toBeGreaterThan(50);
    expect(imports.filter((name) => Object.keys(manifest().dependencies).includes(name))).toEqual([]);
  });

  test('resolve for every entry point as in Node 10', () => {
    const config = { compilerOptions: { ...CDKTF.compilerOptions, noUnusedLocals: false } };
    expect(app.errorsOf(compilers['TypeScript 5.9'], config, ['all.ts'])).toEqual([]);
  });

  test('do not resolve for an entry point that does not exist', () => {
    app.write('missing.ts', "import { x } from 'cloud-flow-logs/missing';\nexport default x;\n");
    const [error] = app.errorsOf(compilers['TypeScript 6.0'], NODE_NEXT, ['missing.ts']);
    expect(error).toMatch(/^missing\.ts\(1,19\): error TS2307/);
  });
});

function manifest() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
}

/** The first TypeScript snippet of the README that imports an entry point. */
function readmeSnippet(entryPoint: string): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const snippets = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, snippet]) => snippet as string);
  const found = snippets.find((snippet) => snippet.includes(`from 'cloud-flow-logs/${entryPoint}'`));
  if (found === undefined)
    throw new Error(`README.md has no snippet that imports cloud-flow-logs/${entryPoint}`);
  return found;
}
