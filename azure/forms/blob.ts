import { BlobReader } from '../records/blob-reader';
import type { AzureForm } from './azure-form';
import { beginsWithRecords } from './first-record';

/** Reads the records of a source with the reference reader. */
export const readRecords: AzureForm['read'] = async (bytes, { origin, sink }) => {
  const reader = new BlobReader(origin, sink);
  try {
    for await (const chunk of bytes) reader.push(chunk);
    reader.end();
  } finally {
    reader.discard();
  }
};

/** Blobs of VNet and NSG flow logs, some of their blocks, or several of them in arrays or lines. */
export const BLOB_FORM: AzureForm = {
  id: 'azure-blob',
  title: 'blob of an Azure flow log',
  cloud: 'azure',
  description: {
    recognizedBy: '`{"records":[`, `{"value":[` or a record with the `category` of a flow log',
    example: 'flow-logs normalize insights-logs-flowlogflowevent --out tables',
    sourceDocument: 'Azure Network Watcher documentation, "Virtual network flow logs"',
    sourceRow: 'the tuple',
    notes:
      'Also arrays of blobs, one blob or record per line, and the responses of APIs (`{"value":[...]}`). Times may have an ' +
      'offset (`+00:00`), versions may be text.',
  },
  recognizes: (beginning) =>
    beginsWithRecords(beginning) ? 'the text begins with records of a flow log' : undefined,
  read: readRecords,
};
