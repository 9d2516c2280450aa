/** Reason why a source cannot be read. */
export enum InputErrorCode {
  /** The data are truncated, have a wrong checksum, are followed by other data, or change their form. */
  DAMAGED = 'damaged',
  /** The source has more data than the limit. */
  TOO_LARGE = 'too-large',
  /** The records have more partitions than one source can have. */
  TOO_MANY_PARTITIONS = 'too-many-partitions',
  /** Neither a header line nor a declared format names the columns. */
  NO_FORMAT = 'no-format',
  /** The header line and the declared format differ. */
  FORMAT_DISAGREES = 'format-disagrees',
  /** The columns are impossible: a field twice, fields of two kinds of flow log, or no field of a flow log. */
  BAD_HEADER = 'bad-header',
  /** The source uses a feature that the reader does not support. */
  UNSUPPORTED = 'unsupported',
  /** The source is a file of another kind, such as a PDF document or the log of another service. */
  NOT_A_FLOW_LOG = 'not-a-flow-log',
}

/**
 * Error of a source that cannot be read. The tables get nothing from this source.
 *
 * @example
 * try {
 *   await normalize({ source, bytes }, 'table');
 * } catch (error) {
 *   if (!(error instanceof InputError)) throw error;
 *   console.error(`${source}: ${error.code}: ${error.message}`); // retrying cannot succeed
 * }
 */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(
    readonly code: InputErrorCode,
    message: string,
  ) {
    super(message);
  }
}
