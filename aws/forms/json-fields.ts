import { readElements } from '../members/element-reader';
import { isFlowLogObject, jsonEvidence } from '../members/json-evidence';
import type { AwsForm } from './aws-form';

/** Records as JSON objects with a member for each field. */
export const JSON_FIELDS_FORM: AwsForm = {
  id: 'json-fields',
  title: 'JSON records with a member for each field',
  cloud: 'aws',
  description: {
    recognizedBy: 'JSON objects with members such as `srcaddr`, `interface_id` or `LogStatus`',
    example: 'flow-logs normalize records.json --out tables',
    sourceDocument:
      'Azure Monitor reference, "AWSVPCFlow"; Amazon Athena User Guide, "Query Amazon VPC flow logs"',
    sourceRow: 'the record',
    notes:
      'Lists, lines and one document. Names can have any notation (`account_id`, `AccountId`). Numbers keep all digits. ' +
      'Other members are in `extra`. A record with a member twice is a reject.',
  },
  recognizes({ json }) {
    return isFlowLogObject(jsonEvidence(json).first)
      ? 'the first JSON object has members with the names of fields'
      : undefined;
  },
  read: readElements,
};
