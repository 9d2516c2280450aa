import { execFile } from 'node:child_process';
import type { Run } from './run';

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs a program of the command line as a process of its own, with pipes for its output. */
export function callAsProcess(
  main: string,
  workingDirectory: string,
  args: readonly string[],
  input?: Uint8Array,
): Promise<Run> {
  const options = { cwd: workingDirectory, maxBuffer: MAX_OUTPUT_BYTES };
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [main, ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') resolve({ code, stdout, stderr });
      else reject(error);
    });
    if (input) child.stdin?.end(input);
  });
}
