import { membersOf } from '../../flows/input/json-members';
import { classifyDocument, DocumentKind } from '../documents/classify-document';
import { KernelDocuments } from '../documents/kernel-documents';
import { readDocuments } from '../documents/read-documents';
import type { AwsForm } from './aws-form';

/** Batches of a CloudWatch Logs subscription, one JSON document after the other. */
export const CLOUDWATCH_SUBSCRIPTION_FORM: AwsForm = {
  id: 'cloudwatch-subscription',
  title: 'batches of a CloudWatch Logs subscription',
  cloud: 'aws',
  description: {
    recognizedBy: 'JSON objects with `messageType` and `logEvents`, or with `awslogs`',
    example: 'flow-logs normalize stream --out tables --format v5',
    sourceDocument: 'Amazon CloudWatch Logs User Guide, "Subscription filters"',
    sourceRow: 'the log event',
  },
  recognizes({ json }) {
    const value = membersOf(json);
    if (!value) return undefined;
    const kind = classifyDocument({ offset: 0, value })?.kind;
    if (kind === undefined || kind === DocumentKind.MESSAGE) return undefined;
    return `the first JSON object has the member ${'awslogs' in value ? 'awslogs' : 'messageType'}`;
  },
  read: (bytes, { origin, records, format, maxBytes }) =>
    readDocuments(bytes, origin, records, { format, maxBytes }),
  readWindow: (window, { kernel, origin, records, format, maxBytes }) =>
    new KernelDocuments(kernel, window, origin, records, { format, maxBytes }).read(),
};
