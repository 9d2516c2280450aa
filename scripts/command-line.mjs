// Bundles the command line: one file for the process and one for its threads, since loading hundreds of files takes longer
// than most commands run.
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { REPRODUCIBLE } from './function-bundles.mjs';
import { ROOT } from './project.mjs';

/**
 * Writes main.js and normalize/worker.js into a directory, given from the root, and more bundles if there are more entry
 * points. Returns the metafile of esbuild.
 */
export async function buildCommandLine(directory, moreEntryPoints = []) {
  const { metafile } = await build({
    ...REPRODUCIBLE,
    entryPoints: ['cli/main.ts', 'cli/normalize/worker.ts', ...moreEntryPoints],
    outbase: 'cli',
    outdir: directory,
    format: 'cjs',
    target: 'node20',
    // keeps identifiers, so that stack traces are readable
    minifyWhitespace: true,
    minifySyntax: true,
    // the main file of some packages requires its parts by computed names, which esbuild cannot follow
    mainFields: ['module', 'main'],
    external: ['@duckdb/node-api', '@aws-sdk/client-s3', '@azure/*', 'cloud-flow-logs/*'],
  });
  chmodSync(join(ROOT, directory, 'main.js'), 0o755);
  return metafile;
}
