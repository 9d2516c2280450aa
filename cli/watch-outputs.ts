import type { Output } from './context';
import { environmentMessage, isEnvironmentError } from './environment-error';
import { ExitCode } from './exit-code';

/** The outputs of the process, and its end. */
export interface WatchedProcess {
  readonly stdout: Output;
  readonly stderr: Output;
  exit(code?: ExitCode): never;
}

/** Ends the process if standard output cannot be written: quietly if its reader has closed it, else with a sentence. */
export function watchOutputs({ stdout, stderr, exit }: WatchedProcess): void {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // a reader such as `head` can close the pipe before the program has written everything
    if (error.code === 'EPIPE') exit();
    if (!isEnvironmentError(error)) throw error;
    stderr.write(`error: ${environmentMessage(error, 'standard output')}\n`);
    exit(ExitCode.USAGE_ERROR);
  });
  // a message that cannot be written does not change the result
  stderr.on('error', () => {});
}
