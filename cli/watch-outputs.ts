import { environmentMessage, isEnvironmentError } from './environment-error';
import { ExitCode } from './exit-code';

/** Ends the process if standard output cannot be written: quietly if its reader has closed it, else with a sentence. */
export function watchOutputs({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): void {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // a reader such as `head` can close the pipe before the program has written everything
    if (error.code === 'EPIPE') process.exit();
    if (!isEnvironmentError(error)) throw error;
    stderr.write(`error: ${environmentMessage(error, 'standard output')}\n`);
    process.exit(ExitCode.USAGE_ERROR);
  });
  // a message that cannot be written does not change the result
  stderr.on('error', () => {});
}
