import { readEventLines } from '../text/event-lines';
import { canBeRecord, prefixedRecord } from '../text/event-prefix';
import type { AwsForm } from './aws-form';

/** Lines of CloudWatch Logs: an export to S3, or the output of `aws logs tail`. */
export const CLOUDWATCH_LINES_FORM: AwsForm = {
  id: 'cloudwatch-lines',
  title: 'lines of CloudWatch Logs, each with a time',
  cloud: 'aws',
  description: {
    recognizedBy: 'lines that begin with an ISO time, before a record with an address',
    example: 'flow-logs normalize exported-logs --out tables --format default',
    sourceDocument:
      'Amazon CloudWatch Logs User Guide, "Exporting log data to Amazon S3"; AWS CLI Command Reference, "logs tail"',
    sourceRow: 'the line',
    notes:
      'An export to S3 (`CreateExportTask`) and every `--format` of `aws logs tail`. The name that a flow log gives to its log ' +
      'stream (`eni-...-all`) between time and record is kept in `log_stream`.',
  },
  recognizes({ lines }) {
    const records = lines.map((line) => prefixedRecord(line)?.record);
    const isPrefixed = records.length > 0 && records[0] !== undefined;
    return isPrefixed && records.some((record) => record !== undefined && canBeRecord(record))
      ? 'the first line begins with a time, which a record follows'
      : undefined;
  },
  read: (bytes, reading) => readEventLines(bytes, reading, prefixedRecord),
};
