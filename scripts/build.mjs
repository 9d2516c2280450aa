// Builds `dist`, which is published:
// - one CommonJS file for each entry point, and the files that they share; so that a class is the same class in all of them
// - the types, in a file for each source file that an entry point reaches
// - the bundles of the functions, the bundled command line, the JSON schema of the standard, the licences
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { buildCommandLine } from './command-line.mjs';
import {
  AZURE_PACKAGE,
  AZURE_PUBLISHER,
  buildFunctions,
  LAMBDA_BUNDLE,
  NOTIFIER_BUNDLE,
} from './function-bundles.mjs';
import { ensureKernel } from './generated.mjs';
import { licenceNotices } from './licences.mjs';
import { ENTRY_POINTS, MANIFEST, ROOT } from './project.mjs';
import { buildTypes } from './types.mjs';

/** Files that find other files beside themselves. */
const ANCHORS = [
  'aws/normalizer/bundle-directory.ts',
  'aws/notifier/bundle-directory.ts',
  'azure/normalizer/function-archive.ts',
  'azure/publisher/publisher-program.ts',
];

/** Packages that npm installs with this one; all others are bundled. */
const INSTALLED = Object.keys({ ...MANIFEST.dependencies, ...MANIFEST.peerDependencies });

/** Replaces `dist`. Without types, a build takes about two seconds. */
export async function buildPackage({ types = true } = {}) {
  await ensureKernel();
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  const libraryInputs = await buildLibrary();
  const metafiles = await buildFunctions();
  const commandLine = await buildCommandLine('dist/cli');
  for (const path of [LAMBDA_BUNDLE, NOTIFIER_BUNDLE, AZURE_PACKAGE, AZURE_PUBLISHER]) {
    mkdirSync(dirname(join(ROOT, 'dist', path)), { recursive: true });
    cpSync(join(ROOT, path), join(ROOT, 'dist', path), { recursive: true });
  }
  cpSync(
    join(ROOT, 'docs/flow-log-standard.schema.json'),
    join(ROOT, 'dist/standard/flow-log-standard.schema.json'),
  );
  const functionInputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const inputs = [...libraryInputs, ...functionInputs, ...commandLine.inputs];
  writeFileSync(join(ROOT, 'dist/THIRD-PARTY-NOTICES.txt'), licenceNotices(inputs));
  if (types) buildTypes();
}

/** Writes the code of the entry points. Returns the paths of all inputs. */
async function buildLibrary() {
  const sources = [...ENTRY_POINTS.map(({ source }) => source), ...ANCHORS];
  const bundle = await rolldown({
    cwd: ROOT,
    input: Object.fromEntries(sources.map((source) => [source.replace(/\.ts$/, ''), source])),
    platform: 'node',
    external: (id) => INSTALLED.some((name) => id === name || id.startsWith(`${name}/`)),
    onLog(level, log, handler) {
      if (level === 'warn') throw new Error(log.message);
      handler(level, log);
    },
  });
  const { output } = await bundle.write({
    dir: join(ROOT, 'dist'),
    format: 'cjs',
    exports: 'named',
    entryFileNames: '[name].js',
    chunkFileNames: 'shared/[name].js',
  });
  await bundle.close();
  return output.flatMap(({ moduleIds = [] }) => moduleIds);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPackage();
