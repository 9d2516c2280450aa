#!/usr/bin/env node
import { join } from 'node:path';

const { stdout, stderr, env } = process;

// a reader such as `head` can close the pipe before the program has written everything
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

// the build bundles this file and the worker side by side
const workerFile = join(__dirname, 'normalize/worker.js');
start();

async function start() {
  // a file of its own, since other files of the build share code with it, and must not load this one
  const { run } = await import('./program.js');
  process.exitCode = await run(process.argv.slice(2), { stdout, stderr, env, workerFile });
}
