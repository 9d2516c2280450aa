#!/usr/bin/env node
import { join } from 'node:path';

// the build puts this file and the worker into directories of their own
const workerFile = join(__dirname, 'normalize/worker.js');
start();

async function start() {
  // files of their own, since other files of the build share code with them, and must not load this one
  const { watchOutputs } = await import('./watch-outputs.js');
  const { run } = await import('./program.js');
  const { stdout, stderr, env } = process;
  watchOutputs({ stdout, stderr, exit: (code) => process.exit(code) });
  process.exitCode = await run(process.argv.slice(2), { stdout, stderr, env, workerFile });
}
