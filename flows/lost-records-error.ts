import type { Summary } from './summary';

/**
 * The records that a reader found are not those that it wrote. It is a defect of the reader: nothing is written, and
 * the source stays as it is.
 *
 * @example
 * if (error instanceof LostRecordsError) console.error(`${error.lost} records are missing`);
 */
export class LostRecordsError extends Error {
  override readonly name = 'LostRecordsError';

  /** Number of records that are missing; negative if there are too many rows, rejects, and duplicates. */
  readonly lost: number;

  constructor(source: string, { records, rows, rejects, duplicates, lost }: Summary) {
    super(
      `${source} has ${records} records, but ${rows} rows, ${rejects} rejects and ${duplicates} duplicates were read from ` +
        'it. This is a defect of cloud-flow-logs, and nothing was written. Report it with the source.',
    );
    this.lost = lost;
  }
}

/** @throws LostRecordsError if the counts of a source do not add up, or if its files have another number of rows */
export function checkCounts(source: string, summary: Summary, writtenRows: number): void {
  if (summary.lost !== 0 || writtenRows !== summary.rows) throw new LostRecordsError(source, summary);
}
