// Bundles the command line: one file for the process, one for its threads, and files that these load when a command needs
// them. Loading hundreds of source files takes longer than most commands run, and so does compiling the code of all commands.
import { chmodSync, rmSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { ROOT } from './project.mjs';

/** What npm installs if the user wants it, and what a user's app imports. */
const EXTERNAL = [
  /^@duckdb\/node-api$/,
  /^@cdktn\/hcl2json$/,
  /^@aws-sdk\/client-s3$/,
  /^@azure\//,
  /^cloud-flow-logs\//,
];

/**
 * Replaces a directory, given from the root, by main.js, normalize/worker.js and the files that they load; with more entry
 * points there are more. Returns the paths of all inputs and outputs, from the root.
 */
export async function buildCommandLine(directory, moreEntryPoints = []) {
  const sources = ['cli/main.ts', 'cli/normalize/worker.ts', ...moreEntryPoints];
  const bundle = await rolldown({
    cwd: ROOT,
    input: Object.fromEntries(sources.map((source) => [source.replace(/^cli\/(.*)\.ts$/, '$1'), source])),
    platform: 'node',
    // the main file of some packages requires its parts by computed names, which a bundler cannot follow
    resolve: { mainFields: ['module', 'main'] },
    external: EXTERNAL,
    onLog(level, log, handler) {
      if (level === 'warn') throw new Error(log.message);
      handler(level, log);
    },
  });
  rmSync(join(ROOT, directory), { recursive: true, force: true });
  const { output } = await bundle.write({
    dir: join(ROOT, directory),
    format: 'cjs',
    exports: 'named',
    entryFileNames: '[name].js',
    chunkFileNames: 'shared/[name].js',
    // as modules are
    strict: true,
    comments: false,
    // keeps identifiers, so that stack traces are readable
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  });
  await bundle.close();
  chmodSync(join(ROOT, directory, 'main.js'), 0o755);
  const modules = output.flatMap(({ moduleIds = [] }) => moduleIds);
  return {
    // modules of the bundler itself have identifiers that are no paths
    inputs: modules.filter((id) => isAbsolute(id)).map((id) => relative(ROOT, id)),
    outputs: output.map(({ fileName }) => `${directory}/${fileName}`),
  };
}
