import { PARQUET_MAGIC } from '../../flows/parquet/magic';
import { readParquet, readParquetByRow } from '../parquet/read-parquet';
import type { AwsForm } from './aws-form';

/** Parquet files, as a flow log delivers them to S3. */
export const PARQUET_FORM: AwsForm = {
  id: 'aws-parquet',
  title: 'Parquet file of an AWS flow log',
  cloud: 'aws',
  description: {
    recognizedBy: `the first bytes \`${PARQUET_MAGIC}\``,
    example: 'flow-logs normalize AWSLogs --out tables',
    sourceDocument: 'Amazon VPC User Guide, "Flow log files"',
    sourceRow: 'the row of the file',
    notes:
      'Columns of fields with `_` or `-`, in any order and of any type, in gzip, Snappy, zstd or uncompressed. A file of ' +
      'OCSF events, such as those of Amazon Security Lake, is read too: see the OCSF events as JSON.',
  },
  recognizes({ bytes }) {
    return bytes.toString('latin1', 0, PARQUET_MAGIC.length) === PARQUET_MAGIC
      ? `the first bytes are ${PARQUET_MAGIC}`
      : undefined;
  },
  read: readParquetByRow,
  readBytes: readParquet,
};
