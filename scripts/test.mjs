// npm test: lint, documentation, types and the unit suite. They need the checkout alone.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { install } from './prepare.mjs';
import { logStep, ROOT } from './project.mjs';

install();
const bin = (path) => join(ROOT, 'node_modules', path);
const steps = [
  ['lint and format', bin('@biomejs/biome/bin/biome'), 'check', '.'],
  ['generated documentation', join(ROOT, 'scripts/docs.mjs'), '--check'],
  ['types', join(ROOT, 'scripts/typecheck.mjs')],
  [
    'tests',
    bin('vitest/vitest.mjs'),
    'run',
    '--project',
    'unit',
    '--project',
    'unit-isolated',
    ...process.argv.slice(2),
  ],
];
for (const [name, script, ...args] of steps) {
  logStep(name);
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
