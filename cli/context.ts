import type { ExitCode } from './exit-code';

/** An output of the program: a terminal, a pipe, a file, or a buffer in a test. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Everything that the program takes from its process, except for the working directory. */
export interface CliContext {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Path of the script that each worker thread of `normalize` runs. */
  readonly workerFile: string;
}

/** The context of one call, as a command receives it. Messages in `stderr` get escapes for hidden characters. */
export interface CommandContext extends CliContext {
  /** Standard error as it is, for a progress bar that moves the cursor. */
  readonly terminal: Output;
  /** Sets the exit code of a command that does not fail. Without a call, it is `SUCCESS`. */
  setExitCode(code: ExitCode): void;
}
