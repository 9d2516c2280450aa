// Builds `dist`, which is published: CommonJS and types by tsc, the bundles of the functions, the bundled command line.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildCommandLine } from './command-line.mjs';
import {
  AZURE_BUNDLE,
  AZURE_PACKAGE,
  buildFunctions,
  LAMBDA_BUNDLE,
  REPRODUCIBLE,
} from './function-bundles.mjs';
import { ensureKernel } from './generated.mjs';
import { ROOT } from './project.mjs';

const require = createRequire(import.meta.url);

/** Replaces `dist`. */
export async function buildPackage() {
  await ensureKernel();
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  // the Parquet library is published as ES modules alone
  const { metafile } = await build({
    ...REPRODUCIBLE,
    entryPoints: ['flows/parquet/hyparquet.ts'],
    outfile: 'dist/flows/parquet/hyparquet.js',
    format: 'cjs',
    target: 'node20',
  });
  const metafiles = [metafile, ...(await buildFunctions()), await buildCommandLine('dist/cli')];
  for (const path of [LAMBDA_BUNDLE, AZURE_BUNDLE, AZURE_PACKAGE]) {
    cpSync(join(ROOT, path), join(ROOT, 'dist', path), { recursive: true });
  }
  const { standardSchema } = require('../dist/standard/file/standard-schema.js');
  writeFileSync(
    join(ROOT, 'dist/standard/flow-log-standard.schema.json'),
    `${JSON.stringify(standardSchema(), null, 2)}\n`,
  );
  writeNotices(metafiles);
}

/** Writes the licences of all packages that the bundles contain. */
function writeNotices(metafiles) {
  const names = new Set();
  for (const { inputs } of metafiles) {
    for (const input of Object.keys(inputs)) {
      const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
      if (found) names.add(found[1]);
    }
  }
  const notices = [...names].sort().map((name) => {
    const directory = join(ROOT, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
    const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(directory, file), 'utf8').trim() : `Licence: ${license}`;
    return { title: `${name} ${version} (${license})`, text };
  });
  // packages with the same text share one section
  const texts = new Map();
  for (const { title, text } of notices) texts.set(text, [...(texts.get(text) ?? []), title]);
  const parts = [...texts].map(([text, titles]) => `${titles.join('\n')}\n\n${text}\n`);
  const head = 'The bundles in this package contain these packages, each under its own licence.\n';
  writeFileSync(join(ROOT, 'dist/THIRD-PARTY-NOTICES.txt'), [head, ...parts].join(`\n${'-'.repeat(78)}\n\n`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPackage();
