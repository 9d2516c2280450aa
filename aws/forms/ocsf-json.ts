import { membersOf } from '../../flows/input/json-members';
import { readOcsfJson } from '../ocsf/read-ocsf-json';
import type { AwsForm } from './aws-form';

/** Attributes that an OCSF event must have. Source: OCSF schema 1.1.0, base event. */
const REQUIRED = ['class_uid', 'metadata'];

/** OCSF events of AWS flow logs as JSON. */
export const OCSF_JSON_FORM: AwsForm = {
  id: 'ocsf-json',
  title: 'OCSF events of AWS flow logs as JSON',
  cloud: 'aws',
  description: {
    recognizedBy: 'JSON objects with `class_uid` and `metadata`',
    example: 'flow-logs normalize events.json --out tables',
    sourceDocument: 'OCSF schema, class Network Activity (4001); OCSF examples, "Amazon VPC Flowlogs"',
    sourceRow: 'the event',
    notes:
      'Lists, lines and one document, of any version from 1.0.0-rc.2. An attribute that OCSF does not carry is null: ' +
      'the packet address if it equals the address of the record, the port 0 of protocols without ports. Members of ' +
      '`unmapped` that are no field are in `extra`; captions, `observables` and enrichments are not read. Events of ' +
      'other clouds and classes are rejects.',
  },
  recognizes({ json }) {
    const members = membersOf(Array.isArray(json) ? json[0] : json);
    return members && REQUIRED.every((name) => Object.hasOwn(members, name))
      ? 'the first JSON object has the members class_uid and metadata'
      : undefined;
  },
  read: readOcsfJson,
};
