/** A problem in a standard. */
export interface StandardProblem {
  /** The value received, the value expected, and how to fix it. */
  readonly message: string;
  /** From 1; missing if the problem concerns the whole file. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
}

/**
 * Thrown for an invalid standard, with all of its problems.
 *
 * @example
 * try {
 *   FlowLogStandard.fromFile('flow-log-standard.yaml');
 * } catch (error) {
 *   if (error instanceof StandardError) console.error(error.problems);
 * }
 */
export class StandardError extends Error {
  override readonly name = 'StandardError';

  constructor(
    readonly problems: readonly StandardProblem[],
    /** Path of the file, or the name of the standard. */
    readonly file: string,
  ) {
    super(problems.map((problem) => lineOf(problem, file)).join('\n'));
  }
}

function lineOf({ message, line, column }: StandardProblem, file: string): string {
  return line === undefined ? `${file}: ${message}` : `${file}:${line}:${column}: ${message}`;
}
