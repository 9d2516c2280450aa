/** What can be wrong with a log format. */
export enum FormatProblemKind {
  EMPTY = 'empty',
  UNKNOWN = 'unknown',
  DUPLICATE = 'duplicate',
  MALFORMED = 'malformed',
  /** What a template string, a shell or another engine's quoting has left of a placeholder. */
  INTERPOLATED = 'interpolated',
  MIXED = 'mixed',
  TAGS = 'tags',
}

/** One thing that is wrong with a log format. */
export interface FormatProblem {
  readonly kind: FormatProblemKind;
  /** What was seen. */
  readonly text: string;
  /** Where it starts: offset in the format string, from 0; position in the list for a list of fields. */
  readonly offset: number;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** A log format that can not be used, with all that is wrong with it. */
export class LogFormatError extends Error {
  override readonly name = 'LogFormatError';

  constructor(
    readonly problems: FormatProblem[],
    readonly format: string,
  ) {
    const list = problems.map(({ offset, message }) => `  at ${offset}: ${message}`).join('\n');
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`log format has ${count}:\n${list}\nin: ${JSON.stringify(format)}`);
  }
}
