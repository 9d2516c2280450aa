// The types of the package: the declarations that the compiler emits, without those that no entry point reaches.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expandedTypes } from './expanded-types.mjs';
import { ENTRY_POINTS, ROOT } from './project.mjs';

const OUTPUT = join(ROOT, 'dist');

/** Sources whose types a library infers. */
const INFERRED = ['standard/file/standard-file.ts'];

/** Writes the declarations into `dist`. */
export function buildTypes() {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
  for (const path of INFERRED) {
    writeFileSync(join(OUTPUT, path.replace(/\.ts$/, '.d.ts')), expandedTypes(path));
  }
  const reached = new Set();
  for (const { source } of ENTRY_POINTS) reach(join(OUTPUT, source.replace(/\.ts$/, '.d.ts')), reached);
  for (const entry of readdirSync(OUTPUT, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (path.endsWith('.d.ts') && !reached.has(path)) rmSync(path);
  }
  removeEmptyDirectories(OUTPUT);
}

/** Adds a declaration file and all that it imports. */
function reach(path, reached) {
  if (reached.has(path)) return;
  reached.add(path);
  const { importedFiles, referencedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, true);
  for (const { fileName } of [...importedFiles, ...referencedFiles]) {
    if (!fileName.startsWith('.')) continue;
    const target = join(dirname(path), fileName);
    const file = [`${target}.d.ts`, join(target, 'index.d.ts'), target].find(existsSync);
    if (file === undefined) throw new Error(`${path} imports ${fileName}, which has no declaration`);
    reach(file, reached);
  }
}

function removeEmptyDirectories(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyDirectories(join(directory, entry.name));
  }
  if (readdirSync(directory).length === 0) rmdirSync(directory);
}
