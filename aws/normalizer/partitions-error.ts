/** The error of an object whose rows are in the table, but whose partitions could not be registered. */
export class PartitionsError extends Error {
  override readonly name = 'PartitionsError';

  constructor(
    table: string,
    /** Number of partitions that could not be registered. */
    readonly partitions: number,
    override readonly cause: unknown,
  ) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    super(
      `the files of the object are written, but ${partitions} partitions of the table ${table} could not be registered in ` +
        `the catalog: ${reason}. SQS delivers the message again.`,
    );
  }
}
