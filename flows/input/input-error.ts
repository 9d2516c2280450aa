/** Why a source could not be read at all. */
export enum InputErrorCode {
  /** Data that are cut off, fail a checksum, go on with something else or are not what they began as. */
  DAMAGED = 'damaged',
  /** More data than the reader was allowed to take. */
  TOO_LARGE = 'too-large',
  /** Records spread over more partitions than one source can have. */
  TOO_MANY_PARTITIONS = 'too-many-partitions',
  /** Neither a header line nor a declared format says what the columns are. */
  NO_FORMAT = 'no-format',
  /** The header line and the declared format disagree. */
  FORMAT_DISAGREES = 'format-disagrees',
  /** Columns that can not be: a field twice, fields of two kinds of flow log, or none that a flow log has. */
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
