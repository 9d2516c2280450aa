// npm test: everything that needs nothing but this checkout.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare, ROOT, say } from './prepare.mjs';

prepare();
const bin = (path) => join(ROOT, 'node_modules', path);
const steps = [
  ['lint and format', bin('@biomejs/biome/bin/biome'), 'check', '.'],
  ['pages of the catalogues', join(ROOT, 'scripts/docs.mjs'), '--check'],
  ['types', bin('typescript/bin/tsc'), '--noEmit'],
  ['tests', bin('vitest/vitest.mjs'), 'run', '--project', 'unit', ...process.argv.slice(2)],
];
for (const [name, script, ...args] of steps) {
  say(name);
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
