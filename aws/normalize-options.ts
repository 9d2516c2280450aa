import type { SourceOptions } from '../flows/normalize-source';
import type { LogFormat } from './format';

/** Settings of `normalize`. */
export interface NormalizeOptions extends SourceOptions {
  /**
   * Format of records without a header: lines without a header line, and records of CloudWatch Logs and Firehose.
   * Parquet files do not need a format.
   *
   * @default - the header line of the object, or the columns of the Parquet file
   */
  readonly format?: LogFormat;
}
