/**
 * Formats of the objects that a flow log delivers to S3: the values of `DestinationOptions.FileFormat`.
 *
 * Source: AWS CloudFormation Template Reference, "AWS::EC2::FlowLog DestinationOptions".
 */
export enum FileFormat {
  /** Lines of text, compressed with gzip. The first line names the fields. */
  TEXT = 'plain-text',
  /** Apache Parquet, compressed with gzip. */
  PARQUET = 'parquet',
}

/** File format of a flow log that specifies none. */
export const DEFAULT_FILE_FORMAT = FileFormat.TEXT;
