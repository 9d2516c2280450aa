import type { AzureForm } from './azure-form';
import { readRecords } from './blob';
import { beginsWithForwardedRecords } from './first-record';

/** Events of a forwarder that contain whole records of flow logs. */
export const FORWARDED_RECORDS_FORM: AzureForm = {
  id: 'azure-forwarded-records',
  title: 'events of a forwarder with records of an Azure flow log',
  cloud: 'azure',
  description: {
    recognizedBy: 'a record of a flow log inside the first JSON object, as JSON, as text or in base64',
    example: 'flow-logs normalize events.ndjson --out tables',
    sourceDocument: 'Azure Event Hubs, Filebeat, Logstash, Splunk and Cribl: events as JSON',
    sourceRow: 'the tuple',
    notes:
      'Events of Event Hubs with a `body` (JSON or base64), `message`, `event.original`, `_raw`, `_source`. Arrays that ' +
      'Logstash has split into single objects are read as well. Other members of an event are not read.',
  },
  recognizes: (beginning) =>
    beginsWithForwardedRecords(beginning) ? 'the first event contains a record of a flow log' : undefined,
  read: readRecords,
};
