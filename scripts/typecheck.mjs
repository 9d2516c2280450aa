// npm run typecheck: checks the types of all TypeScript files. It remembers in .cache what it has checked.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureKernel } from './generated.mjs';
import { ROOT } from './project.mjs';

await ensureKernel();
const { status } = spawnSync(
  process.execPath,
  [
    join(ROOT, 'node_modules/typescript/bin/tsc'),
    '--noEmit',
    '--incremental',
    ...['--tsBuildInfoFile', join(ROOT, '.cache/typecheck.tsbuildinfo')],
  ],
  { cwd: ROOT, stdio: 'inherit' },
);
process.exit(status ?? 1);
