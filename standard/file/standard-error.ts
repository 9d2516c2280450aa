/** One thing that is wrong with a standard. */
export interface StandardProblem {
  /** What was seen and what to do. */
  readonly message: string;
  /** From 1; not known for a standard that is no file. */
  readonly line?: number;
  readonly column?: number;
}

/** A standard that can not be used, with all that is wrong with it. */
export class StandardError extends Error {
  override readonly name = 'StandardError';

  constructor(
    readonly problems: readonly StandardProblem[],
    /** The file, as it was named. */
    readonly file: string,
  ) {
    super(problems.map((problem) => lineOf(problem, file)).join('\n'));
  }
}

function lineOf({ message, line, column }: StandardProblem, file: string): string {
  return line === undefined ? `${file}: ${message}` : `${file}:${line}:${column}: ${message}`;
}
