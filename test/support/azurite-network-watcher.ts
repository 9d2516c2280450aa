import type { BlobServiceClient } from '@azure/storage-blob';
import { VNET_CONTAINER } from '../../azure/storage/containers';
import { blockId } from './block-id';

const SUBSCRIPTION = 'C088DC46-D692-42AD-A4B6-9A542D28AD2A';

/** A written tuple: its position and the values that identify it. */
export interface WrittenTuple {
  readonly source: string;
  readonly source_row: bigint;
  readonly src_port: number;
  readonly bytes_out: bigint;
}

interface HourBlob {
  readonly ids: string[];
  rows: number;
}

const OPENER = { id: blockId('A'), text: '{"records":[' };
const CLOSER = { id: blockId('Z'), text: ']}' };

/** Writes flow logs like Network Watcher: one blob per interface and hour, with one block per minute before the closer. */
export class NetworkWatcher {
  readonly written: WrittenTuple[] = [];
  private readonly blobs = new Map<string, HourBlob>();

  constructor(
    private readonly service: BlobServiceClient,
    /** Name of the flow log, unique in the account. */
    private readonly flowLog: string,
  ) {}

  /** Writes the tuples of an interface in one minute. Returns the event that Event Grid would send. */
  async write(mac: string, minute: Date, tuples: number): Promise<Record<string, unknown>> {
    const path = this.path(mac, minute);
    const blob = this.blobs.get(path) ?? { ids: [], rows: 0 };
    this.blobs.set(path, blob);
    const client = this.service.getContainerClient(VNET_CONTAINER).getBlockBlobClient(path);
    const id = blockId(`${minute.getUTCMinutes()}-${blob.ids.length}`);
    const record = JSON.stringify(this.record(mac, minute, tuples, { path, blob }));
    const isFirst = blob.ids.length === 0;
    if (isFirst) await client.stageBlock(OPENER.id, OPENER.text, OPENER.text.length);
    if (isFirst) await client.stageBlock(CLOSER.id, CLOSER.text, CLOSER.text.length);
    const text = isFirst ? record : `,${record}`;
    await client.stageBlock(id, text, Buffer.byteLength(text));
    blob.ids.push(id);
    await client.commitBlockList([OPENER.id, ...blob.ids, CLOSER.id]);
    return {
      id: `${path} ${blob.ids.length}`,
      eventType: 'Microsoft.Storage.BlobCreated',
      subject: `/blobServices/default/containers/${VNET_CONTAINER}/blobs/${path}`,
      data: { api: 'PutBlockList', url: client.url },
    };
  }

  private path(mac: string, minute: Date): string {
    const [year, month, day, hour] = minute.toISOString().split(/[-T:]/);
    return (
      `flowLogResourceID=/${SUBSCRIPTION}_NETWORKWATCHERRG/NETWORKWATCHER_WESTEUROPE_${this.flowLog}/` +
      `y=${year}/m=${month}/d=${day}/h=${hour}/m=00/macAddress=${mac}/PT1H.json`
    );
  }

  private record(mac: string, minute: Date, tuples: number, at: { path: string; blob: HourBlob }): object {
    const flowTuples = Array.from({ length: tuples }, (_, index) => {
      const port = 1024 + (this.written.length % 60_000);
      const bytes = 1000 + this.written.length;
      at.blob.rows++;
      this.written.push({
        source: `${VNET_CONTAINER}/${at.path}`,
        source_row: BigInt(at.blob.rows),
        src_port: port,
        bytes_out: BigInt(bytes),
      });
      return `${minute.getTime() + index},10.0.0.4,10.1.0.5,${port},443,6,O,C,NX,2,${bytes},1,52`;
    });
    return {
      time: new Date(minute.getTime() + 59_000).toISOString(),
      flowLogVersion: 4,
      flowLogGUID: '36094b6b-6999-48cf-8052-f8815f6732d9',
      macAddress: mac,
      category: 'FlowLogFlowEvent',
      flowLogResourceID: `/SUBSCRIPTIONS/${SUBSCRIPTION}/RESOURCEGROUPS/NETWORKWATCHERRG/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NETWORKWATCHER_WESTEUROPE/FLOWLOGS/${this.flowLog}`,
      targetResourceID: `/subscriptions/${SUBSCRIPTION.toLowerCase()}/resourceGroups/labs/providers/Microsoft.Network/virtualNetworks/net`,
      operationName: 'FlowLogFlowEvent',
      flowRecords: {
        flows: [
          {
            aclID: '00000000-0000-0000-0000-000000000000',
            flowGroups: [{ rule: 'PlatformRule', flowTuples }],
          },
        ],
      },
    };
  }
}
