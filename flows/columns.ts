import { COLUMN_KINDS, type ColumnKind, type KindDefinition } from './column-kinds';

/**
 * The one catalogue of the table's columns. The Parquet schema, the Glue table, the row type, the readers'
 * checks and the documentation are all derived from it.
 *
 * Each entry: name, kind (or the closed set of words), when it is null, OCSF 4001 path, meaning.
 * Columns are only ever added, at the end of their group or in a new one.
 */
// biome-ignore format: a table reads best as a table
const CATALOGUE = [
  // where it came from
  ['cloud',                      ['aws', 'azure'],                   'never',                             'cloud.provider',                  'cloud that wrote the record'],
  ['log_type',                   ['vpc', 'tgw', 'vnet', 'nsg'],      'never',                             'metadata.log_name',               'kind of flow log'],
  ['account_id',                 'text',                             'source and record name none',       'cloud.account.uid',               'account or subscription that owns the flow log'],
  ['region',                     'region',                           'source and record name none',       'cloud.region',                    'region of the logged resource'],
  ['flow_log_id',                'text',                             'source names none',                 'unmapped',                        'id of the flow log that delivered the record; Azure: its GUID, else its resource id or name'],
  ['source',                     'text',                             'never',                             'unmapped',                        'object key or blob path the record was read from'],
  ['source_row',                 'position',                         'never',                             'metadata.sequence',               'position in the source, counted from 1: line of a text (its header is one), row of a Parquet file, record of JSON documents, tuple of an Azure blob'],
  // when
  ['start_time',                 'time',                             'field not in the format',           'time, start_time',                'first packet of the window (AWS), time of the tuple (Azure)'],
  ['end_time',                   'time',                             'field not in the format; Azure',    'end_time',                        'last packet of the window'],
  ['logged_time',                'time',                             'AWS, or not in the record',         'metadata.logged_time',            'when the service wrote the record'],
  // who
  ['src_addr',                   'address',                          'no traffic',                        'src_endpoint.ip',                 'source address; for outgoing traffic the primary private address of the interface'],
  ['dst_addr',                   'address',                          'no traffic',                        'dst_endpoint.ip',                 'destination address; for incoming traffic the primary private address of the interface'],
  ['src_port',                   'port',                             'no traffic',                        'src_endpoint.port',               'source port; 0 for protocols without ports'],
  ['dst_port',                   'port',                             'no traffic',                        'dst_endpoint.port',               'destination port; 0 for protocols without ports'],
  ['protocol',                   'protocol',                         'no traffic',                        'connection_info.protocol_num',    'IANA protocol number'],
  ['ip_version',                 'code',                             'no address and no type',            'connection_info.protocol_ver_id', '4 or 6, from the type field, else from the addresses'],
  ['pkt_src_addr',               'address',                          'no traffic or not in the format',   'src_endpoint.ip',                 'source address in the packet itself'],
  ['pkt_dst_addr',               'address',                          'no traffic or not in the format',   'dst_endpoint.ip',                 'destination address in the packet itself'],
  // which way
  ['direction',                  ['ingress', 'egress'],              'no traffic or not in the format',   'connection_info.direction_id',    'as seen from the logged interface'],
  ['initiator',                  ['src', 'dst'],                     'not known',                         'is_src_dst_assignment_known',     'side that opened the connection; AWS: SYN without ACK is src, SYN with ACK in a VPC log is dst; Azure: src'],
  // verdict
  ['action',                     ['accept', 'reject'],               'no verdict (nodata, skipdata)',     'action_id, disposition_id',       'verdict of security groups and network ACLs, or of the rule'],
  ['state',                      ['begin', 'continue', 'end'],       'AWS; rejected flows; NSG version 1',   'activity_id',                     'state of the Azure flow'],
  ['status',                     ['ok', 'nodata', 'skipdata'],       'field not in the format; Azure',    'status_code',                     'ok, nodata (no traffic in the window), skipdata (records were skipped)'],
  ['reject_reason',              'text',                             'not rejected for such a reason',    'status_detail',                   'why AWS rejected: BPA (block public access), EC (encryption controls)'],
  ['rule',                       'text',                             'AWS',                               'firewall_rule.name',              'name of the Azure rule that decided'],
  ['acl_id',                     'text',                             'AWS',                               'policy.uid',                      'Azure rule group the rule belongs to: a GUID, or a resource id in small letters'],
  ['encryption',                 'text',                             'not known',                         'unmapped',                        'AWS: none, nitro, application, nitro+application; Azure: the state as written'],
  // how much
  ['packets_out',                'packets',                          'nothing measured; never for 0',     'traffic.packets_out',             'packets from src to dst'],
  ['bytes_out',                  'bytes',                            'nothing measured; never for 0',     'traffic.bytes_out',               'bytes from src to dst'],
  ['packets_in',                 'packets',                          'AWS (one direction); not measured', 'traffic.packets_in',              'packets from dst to src'],
  ['bytes_in',                   'bytes',                            'AWS (one direction); not measured', 'traffic.bytes_in',                'bytes from dst to src'],
  // what it touched
  ['interface_id',               'text',                             'none or not in the format',         'src_endpoint.interface_uid, dst_endpoint.interface_uid', 'network interface that was logged'],
  ['mac_address',                'text',                             'AWS',                               'src_endpoint.mac, dst_endpoint.mac', 'MAC address of the logged interface, as 00:0d:3a:35:95:73'],
  ['instance_id',                'text',                             'none or not in the format',         'src_endpoint.instance_uid, dst_endpoint.instance_uid', 'instance of the logged interface'],
  ['subnet_id',                  'text',                             'none or not in the format',         'src_endpoint.subnet_uid, dst_endpoint.subnet_uid', 'subnet of the logged interface'],
  ['network_id',                 'text',                             'none or not in the format',         'src_endpoint.vpc_uid, dst_endpoint.vpc_uid', 'VPC or VNet of the logged interface'],
  ['az_id',                      'text',                             'none or not in the format',         'cloud.zone',                      'availability zone id'],
  ['resource_id',                'text',                             'none or not in the format',         'unmapped',                        'AWS: regional NAT gateway; Azure: flow log target, as all its resource ids in small letters'],
  ['tcp_flags',                  'code',                             'no traffic or not in the format',   'connection_info.tcp_flags',       'bitmask over the window: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32; VPC logs show ACK only with SYN'],
  ['traffic_path',               'code',                             'not egress or not in the format',   'connection_info.boundary_id',     'way out: 1 in the VPC, 2 internet or gateway endpoint, 3 VPN gateway, 4 and 5 peering, 6 local gateway, 7 gateway endpoint, 8 internet'],
  ['pkt_src_aws_service',        'text',                             'not a service address',             'src_endpoint.svc_name',           'AWS service of pkt_src_addr'],
  ['pkt_dst_aws_service',        'text',                             'not a service address',             'dst_endpoint.svc_name',           'AWS service of pkt_dst_addr'],
  ['version',                    'code',                             'Azure, or not in the format',       'unmapped',                        'version of the record: the highest among the format\'s fields'],
  ['owner_account_id',           'text',                             'Azure, or not in the format',       'unmapped',                        'account-id as the record says it: owner of the interface or gateway, or the word unknown'],
  ['type',                       'text',                             'no traffic or not in the format',   'unmapped',                        'type of traffic as written: IPv4, IPv6, EFA'],
  ['sublocation_type',           'text',                             'none or not in the format',         'unmapped',                        'wavelength, outpost, localzone'],
  ['sublocation_id',             'text',                             'none or not in the format',         'unmapped',                        'id of that sublocation'],
  ['encryption_status',          'code',                             'not known or not in the format',    'unmapped',                        '0 none, 1 Nitro, 2 application, 3 both'],
  ['ecs_cluster_arn',            'text',                             'not an ECS task of this account',   'unmapped',                        'ECS cluster'],
  ['ecs_cluster_name',           'text',                             'not an ECS task of this account',   'unmapped',                        'name of the ECS cluster'],
  ['ecs_container_instance_arn', 'text',                             'not an ECS task of this account',   'unmapped',                        'ECS container instance, for tasks on EC2'],
  ['ecs_container_instance_id',  'text',                             'not an ECS task of this account',   'unmapped',                        'id of that container instance'],
  ['ecs_container_id',           'text',                             'not an ECS task of this account',   'unmapped',                        'Docker id of the first container'],
  ['ecs_second_container_id',    'text',                             'fewer than two containers',         'unmapped',                        'Docker id of the second container'],
  ['ecs_service_name',           'text',                             'not an ECS task of this account',   'unmapped',                        'ECS service that started the task'],
  ['ecs_task_definition_arn',    'text',                             'not an ECS task of this account',   'unmapped',                        'ECS task definition'],
  ['ecs_task_arn',               'text',                             'not an ECS task of this account',   'unmapped',                        'ECS task'],
  ['ecs_task_id',                'text',                             'not an ECS task of this account',   'unmapped',                        'id of the ECS task'],
  ['instance_tag',               'text',                             'no such tag',                       'unmapped',                        'value of the first chosen instance tag, percent-encoded as delivered'],
  ['instance_tag_2',             'text',                             'no such tag',                       'unmapped',                        'value of the second chosen instance tag, percent-encoded as delivered'],
  ['interface_tag',              'text',                             'no such tag',                       'unmapped',                        'value of the first chosen interface tag, percent-encoded as delivered'],
  ['interface_tag_2',            'text',                             'no such tag',                       'unmapped',                        'value of the second chosen interface tag, percent-encoded as delivered'],
  ['asg_tag',                    'text',                             'no such tag',                       'unmapped',                        'value of the first chosen Auto Scaling group tag, percent-encoded as delivered'],
  ['asg_tag_2',                  'text',                             'no such tag',                       'unmapped',                        'value of the second chosen Auto Scaling group tag, percent-encoded as delivered'],
  ['interface_type',             'text',                             'an ordinary interface',             'unmapped',                        'nat_gateway, network_load_balancer, regional_nat_gateway, transit_gateway, vpc_endpoint'],
  ['next_hop_interface_id',      'text',                             'not visible to the owner',          'unmapped',                        'interface the packet goes to next (a middlebox, not the final target)'],
  ['next_hop_subnet_id',         'text',                             'not visible to the owner',          'unmapped',                        'subnet of the next hop'],
  ['next_hop_az_id',             'text',                             'not visible to the owner',          'unmapped',                        'availability zone id of the next hop'],
  ['next_hop_vpc_id',            'text',                             'not visible to the owner',          'unmapped',                        'VPC of the next hop'],
  ['next_hop_interface_type',    'text',                             'not visible to the owner',          'unmapped',                        'type of the next hop\'s interface'],
  ['resource_type',              'text',                             'not a transit gateway log',         'unmapped',                        'TransitGateway or TransitGatewayAttachment'],
  ['tgw_id',                     'text',                             'not a transit gateway log',         'unmapped',                        'transit gateway'],
  ['tgw_attachment_id',          'text',                             'not a transit gateway log',         'unmapped',                        'transit gateway attachment'],
  ['tgw_src_vpc_account_id',     'text',                             'not a transit gateway log',         'unmapped',                        'account of the source VPC'],
  ['tgw_dst_vpc_account_id',     'text',                             'not a transit gateway log',         'unmapped',                        'account of the destination VPC'],
  ['tgw_src_vpc_id',             'text',                             'not a transit gateway log',         'src_endpoint.vpc_uid',            'source VPC'],
  ['tgw_dst_vpc_id',             'text',                             'not a transit gateway log',         'dst_endpoint.vpc_uid',            'destination VPC'],
  ['tgw_src_subnet_id',          'text',                             'not a transit gateway log',         'src_endpoint.subnet_uid',         'subnet of the source'],
  ['tgw_dst_subnet_id',          'text',                             'not a transit gateway log',         'dst_endpoint.subnet_uid',         'subnet of the destination'],
  ['tgw_src_eni',                'text',                             'not a transit gateway log',         'src_endpoint.interface_uid',      'attachment interface on the source side'],
  ['tgw_dst_eni',                'text',                             'not a transit gateway log',         'dst_endpoint.interface_uid',      'attachment interface on the destination side'],
  ['tgw_src_az_id',              'text',                             'not a transit gateway log',         'unmapped',                        'availability zone id of the source attachment'],
  ['tgw_dst_az_id',              'text',                             'not a transit gateway log',         'unmapped',                        'availability zone id of the destination attachment'],
  ['tgw_pair_attachment_id',     'text',                             'not a transit gateway log',         'unmapped',                        'the attachment on the other side'],
  ['packets_lost_no_route',      'packets',                          'not a transit gateway log',         'unmapped',                        'packets lost for want of a route'],
  ['packets_lost_blackhole',     'packets',                          'not a transit gateway log',         'unmapped',                        'packets lost in a blackhole route'],
  ['packets_lost_mtu_exceeded',  'packets',                          'not a transit gateway log',         'unmapped',                        'packets lost because larger than the MTU'],
  ['packets_lost_ttl_expired',   'packets',                          'not a transit gateway log',         'unmapped',                        'packets lost because their time to live ran out'],
  // enrichment, from lists the user brings
  ['threat_type',                'text',                             'no list brought, or no match',      'unmapped',                        'type of threat of the public address'],
  ['threat_source',              'text',                             'no list brought, or no match',      'unmapped',                        'list that named the threat'],
  ['src_country',                'text',                             'no list brought, or no match',      'src_endpoint.location.country',   'ISO 3166 country of the source address'],
  ['dst_country',                'text',                             'no list brought, or no match',      'dst_endpoint.location.country',   'ISO 3166 country of the destination address'],
  ['src_asn',                    'number',                           'no list brought, or no match',      'src_endpoint.autonomous_system.number', 'autonomous system of the source address'],
  ['dst_asn',                    'number',                           'no list brought, or no match',      'dst_endpoint.autonomous_system.number', 'autonomous system of the destination address'],
  // what we do not know yet
  ['extra',                      'json',                             'nothing unknown in the record',     'unmapped',                        'fields this version does not know, by name, as a JSON object of strings'],
] as const satisfies readonly ColumnEntry[];

type ColumnEntry = readonly [
  name: string,
  kind: ColumnKind | readonly string[],
  nulls: string,
  ocsf: string,
  meaning: string,
];

type Entry = (typeof CATALOGUE)[number];
type EntryNamed<Name> = Extract<Entry, readonly [Name, ...unknown[]]>;

/** Name of a column of the table. */
export type ColumnName = Entry[0];

/** What a cell of the table can hold. */
export type Value = string | number | bigint | null;

type ValueOf<Kind> = Kind extends 'code' | 'port' | 'protocol'
  ? number
  : Kind extends 'time' | 'packets' | 'bytes' | 'position' | 'number'
    ? bigint
    : Kind extends readonly (infer Word)[]
      ? Word
      : string;

/** One row of the table: times are milliseconds since 1970-01-01T00:00:00Z, counters are exact. */
export type FlowRow = { [Name in ColumnName]: ValueOf<EntryNamed<Name>[1]> | null };

/** One column of a table: its type, and all that is said about it. */
export interface Column extends KindDefinition {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The closed set of values, for columns of kind `word`. */
  readonly words?: readonly string[];
  /** When the value is null. */
  readonly nulls: string;
  /** Attribute of OCSF class 4001 (Network Activity), or `unmapped`. */
  readonly ocsf: string;
  readonly meaning: string;
}

/** Builds columns from catalogue entries. */
export function columnsOf(entries: readonly ColumnEntry[]): readonly Column[] {
  return entries.map(([name, kindOrWords, nulls, ocsf, meaning]) => {
    const kind = typeof kindOrWords === 'string' ? kindOrWords : 'word';
    const words = typeof kindOrWords === 'string' ? undefined : kindOrWords;
    return { name, kind, ...COLUMN_KINDS[kind], words, nulls, ocsf, meaning };
  });
}

/** The columns of `flows`, in the table's order. */
export const FLOW_COLUMNS: readonly Column[] = columnsOf(CATALOGUE);

const INDEX = new Map(FLOW_COLUMNS.map((column, index) => [column.name, index]));

/** Position of a column in a row. */
export function columnIndex(name: ColumnName): number {
  return INDEX.get(name) as number;
}

/** A column by its name. */
export function flowColumn(name: ColumnName): Column {
  return FLOW_COLUMNS[columnIndex(name)] as Column;
}
