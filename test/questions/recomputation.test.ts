import { afterAll, beforeAll, expect, test } from 'vitest';
import { FlowTable } from './flow-table';
import { readFiles } from './oracle/raw-file';
import { randomNetwork } from './random-network';

let table: FlowTable;
beforeAll(async () => {
  table = await FlowTable.create();
});
afterAll(() => table.close());

test('both readers agree on the records of random networks', async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const files = randomNetwork(seed);
    const rows = await table.load(files);
    const records = readFiles(files);
    expect(records.length, `seed ${seed}`).toBe(rows.length);
    const shown = records.map((record) => ({
      cloud: record.cloud,
      log_type: record.logType,
      account_id: record.account,
      region: record.region,
      flow_log_id: record.flowLog,
      source: record.source,
      source_row: BigInt(record.sourceRow),
      start_time: record.start === null ? null : BigInt(record.start),
      end_time: record.end === null ? null : BigInt(record.end),
      src_addr: record.srcAddr,
      dst_addr: record.dstAddr,
      src_port: record.srcPort,
      dst_port: record.dstPort,
      protocol: record.protocol,
      ip_version: record.ipVersion,
      pkt_src_addr: record.pktSrc,
      pkt_dst_addr: record.pktDst,
      direction: record.direction,
      initiator: record.initiator,
      action: record.action,
      state: record.state,
      status: record.status,
      reject_reason: record.rejectReason,
      rule: record.rule,
      encryption: record.encryption,
      tcp_flags: record.flags,
      bytes_out: record.bytesOut,
      bytes_in: record.bytesIn,
      packets_out: record.packetsOut,
      packets_in: record.packetsIn,
      interface_id: record.interfaceId,
      mac_address: record.mac,
      resource_id: record.resource,
      instance_id: record.instance,
      subnet_id: record.subnet,
      network_id: record.network,
      tgw_attachment_id: record.fields.get('tgw-attachment-id') ?? null,
      interface_type: record.fields.get('interface-type') ?? null,
      next_hop_interface_type: record.fields.get('next-hop-interface-type') ?? null,
    }));
    for (const [index, row] of rows.entries()) {
      expect(row, `seed ${seed}, record ${index}`).toMatchObject(shown[index] as object);
    }
  }
});
