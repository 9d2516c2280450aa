// Builds the generated files that sources and tests need, when they are missing or out of date:
//   node scripts/generated.mjs kernel       flows/kernel/kernel-code.ts
//   node scripts/generated.mjs functions    the bundles of the Lambda and the Azure function, beside their sources
//   node scripts/generated.mjs cli          the bundled command line, in .cache/cli
//   node scripts/generated.mjs package      dist
// A stamp in .cache/generated holds the SHA-256 of every input and output of the last build.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENTRY_POINTS, ROOT } from './project.mjs';

const STAMPS = join(ROOT, '.cache/generated');
const KERNEL = 'flows/kernel/kernel-code.ts';
const KERNEL_ENTRY = 'flows/kernel/assembly/index.ts';

/** All that `dist` is built from. */
const PACKAGE_INPUTS = [
  ...['aws', 'azure', 'flows', 'normalizer', 'standard', 'constructs', 'cli', 'scripts'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'],
  'docs/flow-log-standard.schema.json',
];

/** The directory of the bundled command line that tests start. */
export const COMMAND_LINE = '.cache/cli';

/** Compiles the kernel if a source of it has changed. */
export function ensureKernel() {
  return ensure('kernel', async () => {
    const inputs = ['scripts/build-kernel.mjs', 'package-lock.json', ...importedFiles(KERNEL_ENTRY)];
    const { buildKernel } = await import('./build-kernel.mjs');
    await buildKernel();
    return { inputs, outputs: [KERNEL] };
  });
}

/** Bundles the functions if a source of theirs has changed. */
export async function ensureFunctions() {
  await ensureKernel();
  return ensure('functions', async () => {
    const { AZURE_PACKAGE, buildFunctions } = await import('./function-bundles.mjs');
    const metafiles = await buildFunctions();
    return {
      inputs: [
        'scripts/function-bundles.mjs',
        'azure/normalizer/host.json',
        ...metafiles.flatMap(({ inputs }) => ownFiles(Object.keys(inputs))),
      ],
      outputs: [...metafiles.flatMap(({ outputs }) => Object.keys(outputs)), AZURE_PACKAGE],
    };
  });
}

/** Bundles the command line if a source of it has changed. */
export async function ensureCommandLine() {
  await ensureKernel();
  return ensure('cli', async () => {
    const { buildCommandLine } = await import('./command-line.mjs');
    // tests load the program into a process that runs many calls
    const { inputs, outputs } = await buildCommandLine(COMMAND_LINE, ['cli/program.ts']);
    return { inputs: ['scripts/command-line.mjs', ...ownFiles(inputs)], outputs };
  });
}

/** Builds `dist` if any source has changed; without the types if only the code is needed. */
export async function ensurePackage({ types = true } = {}) {
  return ensure(
    types ? 'package' : 'package-code',
    async () => {
      const { buildPackage } = await import('./build.mjs');
      await buildPackage({ types });
      const entryPoints = ENTRY_POINTS.map(({ source }) => `dist/${source.replace(/\.ts$/, '')}`);
      return {
        inputs: [],
        outputs: [
          ...['dist/cli/main.js', 'dist/THIRD-PARTY-NOTICES.txt'],
          ...entryPoints.map((path) => `${path}.js`),
          ...(types ? entryPoints.map((path) => `${path}.d.ts`) : []),
        ],
      };
    },
    () => PACKAGE_INPUTS.flatMap(filesBelow),
  );
}

/** `inputsNow` lists inputs whose number may change; other inputs are found by the build. */
async function ensure(name, build, inputsNow = () => []) {
  const stamp = join(STAMPS, `${name}.json`);
  if (isCurrent(stamp, inputsNow())) return;
  const { inputs, outputs } = await build();
  const files = [...new Set([...inputs, ...inputsNow(), ...outputs])].sort();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, JSON.stringify(Object.fromEntries(files.map((file) => [file, hashOf(file)]))));
}

function isCurrent(stamp, inputs) {
  let hashes;
  try {
    hashes = JSON.parse(readFileSync(stamp, 'utf8'));
  } catch {
    return false;
  }
  if (!inputs.every((file) => Object.hasOwn(hashes, file))) return false;
  return Object.entries(hashes).every(([file, hash]) => hashOf(file) === hash);
}

/** Returns undefined for a file that does not exist. */
function hashOf(file) {
  try {
    return createHash('sha256')
      .update(readFileSync(join(ROOT, file)))
      .digest('hex');
  } catch {
    return undefined;
  }
}

/** The project's own inputs of a bundle; the lock file stands for installed packages. */
function ownFiles(inputs) {
  return ['package-lock.json', ...inputs.filter((file) => !file.includes('node_modules/'))];
}

/** The files at and below a path from the root. */
function filesBelow(path) {
  if (!statSync(join(ROOT, path)).isDirectory()) return [path];
  return readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .flatMap(({ name }) => filesBelow(`${path}/${name}`));
}

/** A source file of the kernel and every file that it imports. */
function importedFiles(entry, found = new Set()) {
  if (found.has(entry)) return found;
  found.add(entry);
  const text = readFileSync(join(ROOT, entry), 'utf8');
  for (const [, specifier] of text.matchAll(/\bfrom\s+'(\.[^']*)'/g)) {
    importedFiles(`${posix.join(posix.dirname(entry), specifier)}.ts`, found);
  }
  return found;
}

/** Builds targets one after the other. */
async function buildTargets(names) {
  const targets = {
    kernel: ensureKernel,
    functions: ensureFunctions,
    cli: ensureCommandLine,
    package: ensurePackage,
  };
  for (const name of names) {
    if (!Object.hasOwn(targets, name)) {
      process.stderr.write(`unknown target "${name}": expected ${Object.keys(targets).join(', ')}\n`);
      process.exit(2);
    }
    await targets[name]();
  }
}

// not awaited here: the builds import this module, and would wait for it
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  buildTargets(process.argv.slice(2)).catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
}
