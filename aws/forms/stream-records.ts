import { membersOf } from '../../flows/input/json-members';
import { readElements } from '../members/element-reader';
import { hasText, jsonEvidence } from '../members/json-evidence';
import type { AwsForm } from './aws-form';

/** Records of Kinesis Data Streams and Data Firehose, with their data in base64. */
export const STREAM_RECORDS_FORM: AwsForm = {
  id: 'stream-records',
  title: 'records of Kinesis Data Streams or Data Firehose',
  cloud: 'aws',
  description: {
    recognizedBy: 'JSON with `Records` or `records` whose items have `kinesis.data`, `Data` or `data`',
    example:
      'aws kinesis get-records --shard-iterator ITERATOR | flow-logs normalize - --out tables --format v5',
    sourceDocument:
      'AWS Lambda Developer Guide, "Using Lambda to process records from Amazon Kinesis Data Streams"',
    sourceRow: 'the flow log record in the data',
    notes:
      'The data are base64, with or without gzip. They contain batches of a CloudWatch Logs subscription, records of Data ' +
      'Firehose, records by field, or lines of text.',
  },
  recognizes({ json }) {
    const { list, first, around } = jsonEvidence(json);
    if (list !== 'Records' && list !== 'records' && list !== '') return undefined;
    const members = membersOf(first);
    if (members === undefined) {
      const isResult = list === 'Records' && first === undefined && 'MillisBehindLatest' in around;
      return isResult ? 'JSON has the members Records and MillisBehindLatest' : undefined;
    }
    if (hasText(members.kinesis, 'data')) return 'the first record has the member kinesis.data';
    if (hasText(members, 'Data') && 'SequenceNumber' in members)
      return 'the first record has the member Data';
    const isFirehose = hasText(members, 'data') && 'recordId' in members;
    return isFirehose ? 'the first record has the members recordId and data' : undefined;
  },
  read: readElements,
};
