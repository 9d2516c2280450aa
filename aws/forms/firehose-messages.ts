import { membersOf } from '../../flows/input/json-members';
import { classifyDocument, DocumentKind } from '../documents/classify-document';
import { KernelDocuments } from '../documents/kernel-documents';
import { readDocuments } from '../documents/read-documents';
import type { AwsForm } from './aws-form';

/** Records of a flow log that delivers to Data Firehose. */
export const FIREHOSE_MESSAGES_FORM: AwsForm = {
  id: 'firehose-messages',
  title: 'records of a flow log that delivers to Data Firehose',
  cloud: 'aws',
  description: {
    recognizedBy: 'JSON objects with `message`',
    example: 'flow-logs normalize stream --out tables --format v5',
    sourceDocument: 'Amazon VPC User Guide, "Publish flow logs to Amazon Data Firehose"',
    sourceRow: 'the record',
  },
  recognizes({ json }) {
    const value = membersOf(json);
    return value && classifyDocument({ offset: 0, value })?.kind === DocumentKind.MESSAGE
      ? 'the first JSON object has the member message'
      : undefined;
  },
  read: (bytes, { origin, records, format, maxBytes }) =>
    readDocuments(bytes, origin, records, { format, maxBytes }),
  readWindow: (window, { kernel, origin, records, format, maxBytes }) =>
    new KernelDocuments(kernel, window, origin, records, { format, maxBytes }).read(),
};
