import type { Beginning } from '../../flows/input/beginning';
import { headerNames, tokensOf } from '../text/header';
import { readText } from '../text/read-text';
import type { AwsForm } from './aws-form';

/** Lines of text with a header line, as a flow log delivers them to S3. */
export const TEXT_FORM: AwsForm = {
  id: 'aws-text',
  title: 'text of an AWS flow log',
  cloud: 'aws',
  description: {
    recognizedBy: 'a header line of field names; without a header, `--format`',
    example: 'flow-logs normalize AWSLogs --out tables',
    sourceDocument: 'Amazon VPC User Guide, "Flow log files"',
    sourceRow: 'the line',
  },
  recognizes({ firstLine, isWhole, bytes }: Beginning) {
    if (isWhole && bytes.length === 0) return 'the source is empty';
    if (firstLine === undefined) return undefined;
    const names = headerNames(tokensOf(firstLine));
    return names && `the first line is a header of ${names.length} fields`;
  },
  read: (bytes, { origin, sink, format }) => readText(bytes, origin, sink, format),
};
