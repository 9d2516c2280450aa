import type { ColumnName } from '../columns';
import { communityId } from './community-id';
import { type ComputedColumn, columnOf, selectOf, tableType, type View } from './view';

/** Columns that are the same in both directions. `day` is a partition key. */
const SAME: readonly ColumnName[] = [
  'cloud',
  'log_type',
  'account_id',
  'region',
  'flow_log_id',
  'source',
  'source_row',
  'start_time',
  'end_time',
  'protocol',
  'ip_version',
  'action',
  'state',
  'reject_reason',
  'encryption',
  'interface_id',
  'mac_address',
  'instance_id',
  'subnet_id',
  'network_id',
  'az_id',
  'threat_type',
  'threat_source',
];

/** Columns of the two ends. The other direction exchanges them. */
const ENDS: readonly ColumnName[] = [
  'src_addr',
  'dst_addr',
  'src_port',
  'dst_port',
  'pkt_src_addr',
  'pkt_dst_addr',
  'pkt_src_aws_service',
  'pkt_dst_aws_service',
  'src_country',
  'dst_country',
  'src_asn',
  'dst_asn',
];

/** Columns of packets from src to dst. */
const OUT: readonly ComputedColumn[] = [
  ...SAME.map((name) => columnOf(name)),
  { name: 'day', type: 'varchar', from: 'day' },
  ...ENDS.map((name) => columnOf(name)),
  columnOf('direction'),
  { name: 'from_initiator', type: 'boolean', from: "initiator = 'src'" },
  { name: 'packets', type: tableType('packets_out'), from: 'packets_out' },
  { name: 'bytes', type: tableType('bytes_out'), from: 'bytes_out' },
  { name: 'community_id', type: 'varchar', from: communityId },
];

/** Columns that the other direction computes differently. */
const REVERSED: Readonly<Record<string, string>> = {
  direction: "case direction when 'ingress' then 'egress' when 'egress' then 'ingress' end",
  from_initiator: "initiator = 'dst'",
  packets: 'packets_in',
  bytes: 'bytes_in',
};

/** Columns of packets from dst to src. */
const IN: readonly ComputedColumn[] = OUT.map((column) => ({ ...column, from: reversed(column) }));

/** One row per direction of a record. */
export const FLOW_EDGES: View = {
  name: 'flow_edges',
  about:
    'One row per direction: packets and bytes from src to dst and, if the record measured the other direction too ' +
    '(Azure), a second row with the ends exchanged. Records without traffic (nodata, skipdata) are omitted. A flow ' +
    'that was logged at both of its ends has rows for each, as in `flows`. `community_id` is the Community ID (version ' +
    '1, seed 0) of the packets, which is the same for both directions; ICMP has none.',
  columns: OUT.map(({ name, type }) => ({ name, type })),
  sql: (dialect) =>
    [
      selectOf(OUT, dialect, 'src_addr is not null or dst_addr is not null'),
      selectOf(IN, dialect, 'packets_in is not null or bytes_in is not null'),
    ].join('\nunion all\n'),
};

function reversed({ name, from }: ComputedColumn): ComputedColumn['from'] {
  if ((ENDS as readonly string[]).includes(name)) {
    return name.replace(/src|dst/, (end) => (end === 'src' ? 'dst' : 'src'));
  }
  return REVERSED[name] ?? from;
}
