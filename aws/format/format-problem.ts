/** Kinds of problems that a log format can have. */
export enum FormatProblemKind {
  /** The format has no fields. */
  EMPTY = 'empty',
  /** A placeholder names a field that does not exist. */
  UNKNOWN = 'unknown',
  /** A field appears twice. */
  DUPLICATE = 'duplicate',
  /** A word of the format is not a placeholder. */
  MALFORMED = 'malformed',
  /** A template string, a shell, `Fn::Sub` or Terraform interpolated or escaped a placeholder. */
  INTERPOLATED = 'interpolated',
  /** The format mixes VPC fields with transit gateway fields. */
  MIXED = 'mixed',
  /** AWS does not accept the tag keys. */
  TAGS = 'tags',
}

/**
 * One problem of a log format.
 *
 * @example
 * try {
 *   LogFormat.parse(text);
 * } catch (error) {
 *   if (!(error instanceof LogFormatError)) throw error;
 *   for (const { kind, offset, message } of error.problems) console.error(kind, offset, message);
 * }
 */
export interface FormatProblem {
  readonly kind: FormatProblemKind;
  /** The part of the format that has the problem. */
  readonly text: string;
  /** Where that part starts: offset in a format string, position in a list of fields; both from 0. */
  readonly offset: number;
  /** What is wrong, where, and how to fix it: one or more sentences. */
  readonly message: string;
}

/**
 * Thrown for an invalid log format. It reports every problem.
 *
 * @example
 * try {
 *   LogFormat.parse('${srcadr}');
 * } catch (error) {
 *   if (error instanceof LogFormatError) console.error(error.problems);
 * }
 *
 * @jsii ignore
 */
export class LogFormatError extends Error {
  override readonly name = 'LogFormatError';

  constructor(
    /** Every problem, in order of its offset. */
    readonly problems: FormatProblem[],
    /** The invalid format. */
    readonly format: string,
  ) {
    const messages = problems.map(({ message }) => message);
    const report =
      messages.length === 1
        ? messages[0]
        : `LogFormat has ${messages.length} problems:\n${messages.map((each) => `  - ${each}`).join('\n')}`;
    super(`${report}\nReceived: ${JSON.stringify(format)}`);
  }
}
