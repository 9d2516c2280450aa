// Bundles the Lambda functions, the Azure function and the program that publishes it. The constructs use these files as they are.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { zipSync } from 'fflate';
import { ROOT } from './project.mjs';

/** Where the bundles are, from the root and from `dist`. */
export const LAMBDA_BUNDLE = 'aws/normalizer/bundle';
export const LAMBDA_FILES = ['index', 'object-worker'];
export const NOTIFIER_BUNDLE = 'aws/notifier/bundle';
export const AZURE_BUNDLE = 'azure/normalizer/bundle';
export const AZURE_PACKAGE = 'azure/normalizer/function.zip';
export const AZURE_PUBLISHER = 'azure/publisher/bundle/publish.cjs';

/** With these settings esbuild writes the same bytes on every machine. */
export const REPRODUCIBLE = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** Writes the bundles beside their sources. Returns the metafiles of esbuild. */
export async function buildFunctions() {
  for (const path of [LAMBDA_BUNDLE, NOTIFIER_BUNDLE, AZURE_BUNDLE]) {
    rmSync(join(ROOT, path), { recursive: true, force: true });
    mkdirSync(join(ROOT, path), { recursive: true });
  }
  const metafiles = await Promise.all([buildLambda(), buildNotifier(), buildAzure(), buildPublisher()]);
  zip(AZURE_BUNDLE, AZURE_PACKAGE);
  return metafiles;
}

/** What the Lambda functions have in common. */
const LAMBDA = {
  ...REPRODUCIBLE,
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  target: 'node22',
  minify: true,
};

async function buildLambda() {
  const { metafile } = await build({
    ...LAMBDA,
    // the handler starts a thread with the other file
    entryPoints: LAMBDA_FILES.map((name) => `aws/normalizer/${name}.ts`),
    outdir: LAMBDA_BUNDLE,
    // a cold start loads only what it needs: the clients of SQS and AWS Glue are in files of their own
    splitting: true,
    // the hashes in the names of chunks depend on the paths of their sources, which must be below the root
    preserveSymlinks: true,
    chunkNames: 'chunk-[hash]',
    // the names of CommonJS that sources and bundled packages use; the imported one must differ from minified names
    banner: {
      js: "import{createRequire as createRequire__}from'node:module';const require=createRequire__(import.meta.url),__dirname=import.meta.dirname;",
    },
  });
  return metafile;
}

async function buildNotifier() {
  const { metafile } = await build({
    ...LAMBDA,
    entryPoints: ['aws/notifier/index.ts'],
    outdir: NOTIFIER_BUNDLE,
  });
  return metafile;
}

async function buildAzure() {
  const { metafile } = await build({
    ...REPRODUCIBLE,
    entryPoints: ['azure/normalizer/index.ts'],
    outfile: `${AZURE_BUNDLE}/index.cjs`,
    format: 'cjs',
    target: 'node22',
    minify: true,
    // the Functions host provides this module
    external: ['@azure/functions-core'],
  });
  const manifest = { name: 'cloud-flow-logs-normalizer', private: true, main: 'index.cjs' };
  writeFileSync(join(ROOT, AZURE_BUNDLE, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  copyFileSync(join(ROOT, 'azure/normalizer/host.json'), join(ROOT, AZURE_BUNDLE, 'host.json'));
  return metafile;
}

/** The program runs on the machine of the deployer, with any release of Node that the package supports. */
async function buildPublisher() {
  const { metafile } = await build({
    ...REPRODUCIBLE,
    entryPoints: ['azure/publisher/main.ts'],
    outfile: AZURE_PUBLISHER,
    format: 'cjs',
    target: 'node20',
    minify: true,
  });
  return metafile;
}

/** Writes a zip file whose bytes depend on the content alone: sorted entries with one fixed time. */
function zip(directory, file) {
  const names = readdirSync(join(ROOT, directory)).sort();
  const entries = names.map((name) => [name, new Uint8Array(readFileSync(join(ROOT, directory, name)))]);
  // the earliest time of the zip format, as local time
  const mtime = new Date(1980, 0, 1);
  writeFileSync(join(ROOT, file), zipSync(Object.fromEntries(entries), { level: 9, mtime }));
}
