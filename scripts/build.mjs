// Builds what is published: CommonJS and types by tsc, then three bundles in their places.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { zipSync } from 'fflate';
import { buildKernel } from './build-kernel.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);

/** Settings under which a bundle is the same wherever and whenever it is built. */
const reproducible = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

await buildKernel();
rmSync(join(root, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});

// the door to the Parquet library, which is published as ES modules alone
const door = await build({
  ...reproducible,
  entryPoints: ['flows/parquet/hyparquet.ts'],
  outfile: 'dist/flows/parquet/hyparquet.js',
  format: 'cjs',
  target: 'node20',
});

// the Lambda function
const lambda = await build({
  ...reproducible,
  entryPoints: ['aws/normalizer/index.ts'],
  outfile: 'dist/aws/normalizer/bundle/index.mjs',
  format: 'esm',
  target: 'node22',
  minify: true,
  // packages inside that are CommonJS ask for require
  banner: { js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);" },
});

// the function of Azure, which is deployed as a zip file
const azureFunction = await build({
  ...reproducible,
  entryPoints: ['azure/normalizer/index.ts'],
  outfile: 'dist/azure/normalizer/bundle/index.cjs',
  format: 'cjs',
  target: 'node22',
  minify: true,
  // the host brings it
  external: ['@azure/functions-core'],
});
writeFileSync(
  join(root, 'dist/azure/normalizer/bundle/package.json'),
  `${JSON.stringify({ name: 'cloud-flow-logs-normalizer', private: true, main: 'index.cjs' }, null, 2)}\n`,
);
copyFileSync(join(root, 'azure/normalizer/host.json'), join(root, 'dist/azure/normalizer/bundle/host.json'));
zip('dist/azure/normalizer/bundle', 'dist/azure/normalizer/function.zip');

// the command line and its threads: one file each, since to look for hundreds takes longer than to run them
const commandLine = await build({
  ...reproducible,
  entryPoints: ['cli/main.ts', 'cli/normalize/worker.ts'],
  outdir: 'dist/cli',
  format: 'cjs',
  target: 'node20',
  // what is not there has not to be looked through; names stay, for who reads a trace
  minifyWhitespace: true,
  minifySyntax: true,
  // some are published for bundlers beside a form that asks for its parts by computed names
  mainFields: ['module', 'main'],
  external: ['@duckdb/node-api', '@azure/*', 'cloud-flow-logs/*'],
});
chmodSync(join(root, 'dist/cli/main.js'), 0o755);

// the schema of the standard, for editors
const { standardSchema } = require('../dist/standard/file/standard-schema.js');
writeFileSync(
  join(root, 'dist/standard/flow-log-standard.schema.json'),
  `${JSON.stringify(standardSchema(), null, 2)}\n`,
);

writeNotices([door, lambda, azureFunction, commandLine]);

/** A zip file that is the same for the same files: in order, and all of one time. */
function zip(directory, file) {
  const names = readdirSync(join(root, directory)).sort();
  const entries = names.map((name) => [name, new Uint8Array(readFileSync(join(root, directory, name)))]);
  // the first time that zip files know, told as a local one
  const mtime = new Date(1980, 0, 1);
  writeFileSync(join(root, file), zipSync(Object.fromEntries(entries), { level: 9, mtime }));
}

/** The licences of everything that the bundles carry. */
function writeNotices(results) {
  const names = new Set();
  for (const { metafile } of results) {
    for (const input of Object.keys(metafile.inputs)) {
      const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
      if (found) names.add(found[1]);
    }
  }
  const notices = [...names].sort().map((name) => {
    const directory = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
    const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(directory, file), 'utf8').trim() : `Licence: ${license}`;
    return { title: `${name} ${version} (${license})`, text };
  });
  // many packages share one text
  const texts = new Map();
  for (const { title, text } of notices) texts.set(text, [...(texts.get(text) ?? []), title]);
  const parts = [...texts].map(([text, titles]) => `${titles.join('\n')}\n\n${text}\n`);
  const head = 'The bundles in this package carry these packages, each under its own licence.\n';
  writeFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), [head, ...parts].join(`\n${'-'.repeat(78)}\n\n`));
}
