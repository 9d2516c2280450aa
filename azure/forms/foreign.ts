import type { ForeignForm } from '../../flows/input/input-form';
import { shown } from '../../flows/shown';
import { isFlowRecord } from '../records/is-flow-record';
import { firstRecord } from './first-record';

/** The first bytes of an Avro file. */
const AVRO_MAGIC = Buffer.from('Obj\x01', 'latin1');

const BLOBS =
  'the blobs of the flow log: container insights-logs-flowlogflowevent (of NSG flow logs: ' +
  'insights-logs-networksecuritygroupflowevent) in its storage account';

/** Files of Azure that are no flow log. */
export const AZURE_FOREIGN_FORMS: readonly ForeignForm[] = [
  {
    id: 'azure-diagnostic-log',
    title: 'a diagnostic log of Azure that is no flow log',
    advice: `Normalize ${BLOBS}.`,
    recognizes({ json }) {
      const record = firstRecord(json);
      if (!record || isFlowRecord(record) || typeof record.category !== 'string') return undefined;
      const isOfAzure = ['resourceId', 'resourceid', 'operationName', 'ResourceId'].some(
        (key) => key in record,
      );
      return isOfAzure ? `the category of its first record is ${shown(record.category)}` : undefined;
    },
  },
  {
    id: 'azure-resource',
    title: 'the JSON of Azure resources, not a flow log',
    advice: `Normalize ${BLOBS}.`,
    recognizes({ json }) {
      const { id, type } = firstRecord(json) ?? {};
      const isResource = typeof id === 'string' && /^\/subscriptions\//i.test(id);
      return isResource
        ? `its first object is the resource ${shown(id)} of type ${shown(String(type ?? ''))}`
        : undefined;
    },
  },
  {
    id: 'avro',
    title: 'an Avro file, such as Event Hubs Capture writes',
    advice: `Export the events as JSON, one per line, and normalize the export. Or normalize ${BLOBS}.`,
    recognizes: ({ bytes }) =>
      bytes.subarray(0, AVRO_MAGIC.length).equals(AVRO_MAGIC)
        ? 'it begins with the bytes of Avro'
        : undefined,
  },
];
