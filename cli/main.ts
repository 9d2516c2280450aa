#!/usr/bin/env node
import { run } from './program';

// whoever reads our output may stop reading: `flow-logs ... | head`
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
