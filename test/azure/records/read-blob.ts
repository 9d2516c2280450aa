import { expect } from 'vitest';
import { blobOrigin } from '../../../azure/records/blob-origin';
import type { BlobProgress } from '../../../azure/records/blob-progress';
import { BlobReader } from '../../../azure/records/blob-reader';
import type { FlowRow } from '../../../flows/columns';
import { Collected } from '../../support/normalized';

/** Reads a blob in chunks. */
export function readBlob(chunks: readonly (Uint8Array | string)[], path = 'PT1H.json'): Collected {
  return readBlocks([chunks], path).sink;
}

/** Reads groups of blocks, each with a new reader that continues with the progress of the previous one. */
export function readBlocks(
  groups: readonly (readonly (Uint8Array | string)[])[],
  path = 'PT1H.json',
): { readonly sink: Collected; readonly progress: BlobProgress } {
  const sink = new Collected();
  let progress: BlobProgress = { tuples: 0n, records: [] };
  for (const blocks of groups) {
    const reader = new BlobReader(blobOrigin(path), sink, { progress });
    for (const block of blocks) reader.push(Buffer.from(block as Uint8Array));
    reader.end();
    reader.discard();
    progress = reader.progress;
  }
  expectNothingLost(sink);
  return { sink, progress };
}

/** Expects that each record that the reader counted is a row, a reject or a duplicate. */
export function expectNothingLost({ records, rows, rejects, duplicates }: Collected): void {
  expect(records).toBe(rows.length + rejects.length + duplicates);
}

/** The sums of the counters, and the number of rows without counters. */
export function sums(rows: readonly FlowRow[]) {
  const of = (column: 'packets_out' | 'bytes_out' | 'packets_in' | 'bytes_in') =>
    rows.reduce((sum, row) => sum + (row[column] ?? 0n), 0n);
  return {
    packetsOut: of('packets_out'),
    bytesOut: of('bytes_out'),
    packetsIn: of('packets_in'),
    bytesIn: of('bytes_in'),
    unmeasured: rows.filter((row) => row.bytes_out === null && row.bytes_in === null).length,
  };
}

/** A VNet record with one group of tuples. */
export function vnetRecord(tuples: readonly unknown[], more: object = {}): Record<string, unknown> {
  return {
    time: '2026-11-22T10:01:37.7568150Z',
    flowLogVersion: 4,
    flowLogGUID: '36094B6B-6999-48cf-8052-f8815f6732d9',
    macAddress: '000D3A359573',
    category: 'FlowLogFlowEvent',
    flowLogResourceID:
      '/SUBSCRIPTIONS/C088DC46-D692-42AD-A4B6-9A542D28AD2A/RESOURCEGROUPS/NETWORKWATCHERRG/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NETWORKWATCHER_WESTUS/FLOWLOGS/LABS',
    targetResourceID:
      '/subscriptions/c088dc46-d692-42ad-a4b6-9a542d28ad2a/resourceGroups/labs/providers/Microsoft.Network/virtualNetworks/Net/subnets/Default',
    operationName: 'FlowLogFlowEvent',
    flowRecords: {
      flows: [
        {
          aclID: '00000000-0000-0000-0000-000000000000',
          flowGroups: [{ rule: 'PlatformRule', flowTuples: tuples }],
        },
      ],
    },
    ...more,
  };
}

/** An NSG record with one group of tuples. */
export function nsgRecord(version: number, tuples: readonly unknown[]): Record<string, unknown> {
  return {
    time: '2024-08-19T18:00:06.8944384Z',
    systemId: '05cdbee8-43c6-458e-b53c-d707f958c66b',
    category: 'NetworkSecurityGroupFlowEvent',
    resourceId:
      '/SUBSCRIPTIONS/11111111-2222-3333-A4B6-000000000000/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WEB',
    operationName: 'NetworkSecurityGroupFlowEvents',
    properties: {
      Version: version,
      flows: [{ rule: 'UserRule_ssh', flows: [{ mac: '6045BDEC2532', flowTuples: tuples }] }],
    },
  };
}

/** The text of a blob with these records. */
export function blobOf(...records: readonly unknown[]): string {
  return `{"records":[${records.map((record) => JSON.stringify(record)).join(',')}]}`;
}
