import { beginsLikeBlob } from '../records/begins-like-blob';
import { BlobReader } from '../records/blob-reader';
import type { AzureForm } from './azure-form';

/** Blobs of VNet and NSG flow logs, or some of their blocks. */
export const BLOB_FORM: AzureForm = {
  id: 'azure-blob',
  title: 'blob of an Azure flow log',
  cloud: 'azure',
  description: {
    recognizedBy: '`{"records":[` or a record with the `category` of a flow log',
    example: 'flow-logs normalize insights-logs-flowlogflowevent --out tables',
    sourceDocument: 'Azure Network Watcher documentation, "Virtual network flow logs"',
    sourceRow: 'the tuple',
  },
  recognizes: ({ text }) => (beginsLikeBlob(text) ? 'the text begins with records of a flow log' : undefined),
  async read(bytes, { origin, sink }) {
    const reader = new BlobReader(origin, sink);
    try {
      for await (const chunk of bytes) reader.push(chunk);
      reader.end();
    } finally {
      reader.discard();
    }
  },
};
