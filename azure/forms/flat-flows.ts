import type { AzureForm } from './azure-form';
import { readRecords } from './blob';
import { firstFlow } from './first-record';

/** Flows of which a forwarder has written each as one JSON object. */
export const FLAT_FLOWS_FORM: AzureForm = {
  id: 'azure-flat-flows',
  title: 'flows of an Azure flow log, one per JSON object',
  cloud: 'azure',
  description: {
    recognizedBy: 'a JSON object with the fields of a tuple, and `I` or `O` as direction',
    example: 'flow-logs normalize flows.ndjson --out tables',
    sourceDocument:
      'Azure Network Watcher documentation, "Visualize network security group flow logs with the Elastic Stack"; the NSG ' +
      'flow logs connector of Azure Network Watcher',
    sourceRow: 'the object',
    notes:
      'The names of the connector and of the functions that derive from it (`sourceAddress`, `packetsStoD`), of Logstash ' +
      '(`srcIp`, `src_ip`, `unixtimestamp`) and of Sumo Logic, in any notation. Equal objects are separate rows: Azure ' +
      'writes equal tuples.',
  },
  recognizes: (beginning) => (firstFlow(beginning) ? 'the first JSON object is a flow' : undefined),
  read: readRecords,
};
