/** Why a source could not be read at all. */
export enum InputErrorCode {
  /** Compressed data that is cut off, fails its checksum or goes on with something else. */
  DAMAGED = 'damaged',
  /** More data than the reader was allowed to take. */
  TOO_LARGE = 'too-large',
  /** Records spread over more partitions than one source can have. */
  TOO_MANY_PARTITIONS = 'too-many-partitions',
  /** Neither a header line nor a declared format says what the columns are. */
  NO_FORMAT = 'no-format',
  /** The header line and the declared format disagree. */
  FORMAT_DISAGREES = 'format-disagrees',
  /** A header line that can not be: a field twice, or fields of two kinds of flow log. */
  BAD_HEADER = 'bad-header',
}

/** A source that can not be read. Nothing of it reaches the table. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(
    readonly code: InputErrorCode,
    message: string,
  ) {
    super(message);
  }
}
