import { COLUMN_KINDS, type ColumnKind, type KindDefinition } from './column-kinds';

/**
 * The catalog of the columns of the table. The Parquet schema, the Glue table, the Log Analytics table, the row type, the
 * parsers of values, and the documentation derive from it: a new column is one line here.
 *
 * Each entry: name, kind (or the set of its words), when it is null, OCSF 4001 attribute, meaning. A column is never
 * removed or renamed. Add a column at the end of its group, or in a new group.
 */
// biome-ignore format: a table reads best as a table
const CATALOGUE = [
  // origin
  ['cloud',                      ['aws', 'azure'],                   'never',                                 'cloud.provider',                           'cloud that wrote the record'],
  ['log_type',                   ['vpc', 'tgw', 'vnet', 'nsg'],      'never',                                 'metadata.log_name',                        'kind of flow log'],
  ['account_id',                 'text',                             'neither source nor record names it',    'cloud.account.uid',                        'account or subscription that owns the flow log'],
  ['region',                     'region',                           'neither source nor record names it',    'cloud.region',                             'region of the logged resource'],
  ['flow_log_id',                'text',                             'the source names none',                 'unmapped',                                 'id of the flow log that delivered the record; Azure: its GUID, else its resource id or name'],
  ['source',                     'text',                             'never',                                 'unmapped',                                 'object key or blob path of the source'],
  ['source_row',                 'position',                         'never',                                 'metadata.sequence',                        'position in the source, from 1: line of a text (the header is line 1), row of a Parquet file, record of JSON documents, tuple of an Azure blob'],
  ['log_stream',                 'text',                             'the source names none',                 'unmapped',                                 'log stream of CloudWatch Logs that contained the record, as it is'],
  // time
  ['start_time',                 'time',                             'not in the format',                     'time, start_time',                         'time of the first packet of the window (AWS), or of the tuple (Azure)'],
  ['end_time',                   'time',                             'Azure, or not in the format',           'end_time',                                 'time of the last packet of the window'],
  ['logged_time',                'time',                             'AWS, or not in the record',             'metadata.logged_time',                     'time at which the service wrote the record'],
  // endpoints
  ['src_addr',                   'address',                          'no traffic',                            'src_endpoint.ip',                          'source address; for egress traffic the primary private address of the interface'],
  ['dst_addr',                   'address',                          'no traffic',                            'dst_endpoint.ip',                          'destination address; for ingress traffic the primary private address of the interface'],
  ['src_port',                   'port',                             'no traffic',                            'src_endpoint.port',                        'source port; 0 for protocols without ports'],
  ['dst_port',                   'port',                             'no traffic',                            'dst_endpoint.port',                        'destination port; 0 for protocols without ports'],
  ['protocol',                   'protocol',                         'no traffic',                            'connection_info.protocol_num',             'IANA protocol number'],
  ['ip_version',                 'code',                             'neither address nor type',              'connection_info.protocol_ver_id',          '4 or 6: from the field type, else from the addresses'],
  ['pkt_src_addr',               'address',                          'no traffic, or not in the format',      'src_endpoint.ip',                          'source address in the packet'],
  ['pkt_dst_addr',               'address',                          'no traffic, or not in the format',      'dst_endpoint.ip',                          'destination address in the packet'],
  // direction
  ['direction',                  ['ingress', 'egress'],              'no traffic, or not in the format',      'connection_info.direction_id',             'direction at the logged interface'],
  ['initiator',                  ['src', 'dst'],                     'not known',                             'is_src_dst_assignment_known',              'side that opened the connection; AWS: SYN without ACK is src, SYN with ACK in a VPC log is dst; Azure: src'],
  // verdict
  ['action',                     ['accept', 'reject'],               'no traffic (nodata, skipdata)',         'action_id, disposition_id',                'verdict of security groups and network ACLs (AWS), or of the rule (Azure)'],
  ['state',                      ['begin', 'continue', 'end'],       'AWS; rejected flows; NSG version 1',    'activity_id',                              'state of the Azure flow'],
  ['status',                     ['ok', 'nodata', 'skipdata'],       'Azure, or not in the format',           'status_code',                              'logging status; nodata: no traffic in the window, skipdata: the service skipped records'],
  ['reject_reason',              'text',                             'not rejected, or rejected by a rule',   'status_detail',                            'reason why AWS rejected the traffic: BPA (block public access), EC (encryption controls)'],
  ['rule',                       'text',                             'AWS',                                   'firewall_rule.name',                       'name of the Azure rule that made the verdict'],
  ['acl_id',                     'text',                             'AWS',                                   'policy.uid',                               'rule group of the Azure rule: a GUID, or a resource id in lower case'],
  ['encryption',                 'text',                             'not known',                             'unmapped',                                 'AWS: none, nitro, application, nitro+application; Azure: the state in the record'],
  // volume
  ['packets_out',                'packets',                          'not measured; never for 0',             'traffic.packets_out',                      'packets from src to dst'],
  ['bytes_out',                  'bytes',                            'not measured; never for 0',             'traffic.bytes_out',                        'bytes from src to dst'],
  ['packets_in',                 'packets',                          'AWS (one direction), or not measured',  'traffic.packets_in',                       'packets from dst to src'],
  ['bytes_in',                   'bytes',                            'AWS (one direction), or not measured',  'traffic.bytes_in',                         'bytes from dst to src'],
  // resources
  ['interface_id',               'text',                             'none, or not in the format',            'src_endpoint.interface_uid, dst_endpoint.interface_uid', 'logged network interface'],
  ['mac_address',                'text',                             'AWS',                                   'src_endpoint.mac, dst_endpoint.mac',       'MAC address of the logged interface, such as 00:0d:3a:35:95:73'],
  ['instance_id',                'text',                             'none, or not in the format',            'src_endpoint.instance_uid, dst_endpoint.instance_uid', 'instance of the logged interface'],
  ['subnet_id',                  'text',                             'none, or not in the format',            'src_endpoint.subnet_uid, dst_endpoint.subnet_uid', 'subnet of the logged interface'],
  ['network_id',                 'text',                             'none, or not in the format',            'src_endpoint.vpc_uid, dst_endpoint.vpc_uid', 'VPC or VNet of the logged interface'],
  ['az_id',                      'text',                             'none, or not in the format',            'cloud.zone',                               'availability zone id'],
  ['resource_id',                'text',                             'none, or not in the format',            'unmapped',                                 'AWS: regional NAT gateway; Azure: resource id of the flow log target, in lower case'],
  ['tcp_flags',                  'code',                             'no traffic, or not in the format',      'connection_info.tcp_flags',                'bitmask over the window: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32; VPC flow logs report ACK only with SYN'],
  ['traffic_path',               'code',                             'not egress, or not in the format',      'connection_info.boundary_id',              'path of egress traffic: 1 in the VPC, 2 internet or gateway endpoint, 3 VPN gateway, 4 and 5 peering, 6 local gateway, 7 gateway endpoint, 8 internet'],
  ['pkt_src_aws_service',        'text',                             'not an address of an AWS service',      'src_endpoint.svc_name',                    'AWS service of pkt_src_addr'],
  ['pkt_dst_aws_service',        'text',                             'not an address of an AWS service',      'dst_endpoint.svc_name',                    'AWS service of pkt_dst_addr'],
  ['version',                    'code',                             'Azure, or not in the format',           'unmapped',                                 'version of the record: the highest version of its fields'],
  ['owner_account_id',           'text',                             'Azure, or not in the format',           'unmapped',                                 'account-id in the record: owner of the interface or gateway, or the word unknown'],
  ['type',                       'text',                             'no traffic, or not in the format',      'unmapped',                                 'type of traffic in the record: IPv4, IPv6, EFA'],
  ['sublocation_type',           'text',                             'none, or not in the format',            'unmapped',                                 'type of sublocation: wavelength, outpost, localzone'],
  ['sublocation_id',             'text',                             'none, or not in the format',            'unmapped',                                 'id of the sublocation'],
  ['encryption_status',          'code',                             'not known, or not in the format',       'unmapped',                                 'encryption: 0 none, 1 Nitro, 2 application, 3 both'],
  ['ecs_cluster_arn',            'text',                             'not an ECS task of this account',       'unmapped',                                 'ECS cluster'],
  ['ecs_cluster_name',           'text',                             'not an ECS task of this account',       'unmapped',                                 'name of the ECS cluster'],
  ['ecs_container_instance_arn', 'text',                             'not an ECS task of this account',       'unmapped',                                 'ECS container instance, for tasks on EC2'],
  ['ecs_container_instance_id',  'text',                             'not an ECS task of this account',       'unmapped',                                 'id of the container instance'],
  ['ecs_container_id',           'text',                             'not an ECS task of this account',       'unmapped',                                 'Docker id of the first container'],
  ['ecs_second_container_id',    'text',                             'fewer than two containers',             'unmapped',                                 'Docker id of the second container'],
  ['ecs_service_name',           'text',                             'not an ECS task of this account',       'unmapped',                                 'ECS service that started the task'],
  ['ecs_task_definition_arn',    'text',                             'not an ECS task of this account',       'unmapped',                                 'ECS task definition'],
  ['ecs_task_arn',               'text',                             'not an ECS task of this account',       'unmapped',                                 'ECS task'],
  ['ecs_task_id',                'text',                             'not an ECS task of this account',       'unmapped',                                 'id of the ECS task'],
  ['instance_tag',               'text',                             'no such tag',                           'unmapped',                                 'value of the first chosen instance tag, percent-encoded as delivered'],
  ['instance_tag_2',             'text',                             'no such tag',                           'unmapped',                                 'value of the second chosen instance tag, percent-encoded as delivered'],
  ['interface_tag',              'text',                             'no such tag',                           'unmapped',                                 'value of the first chosen interface tag, percent-encoded as delivered'],
  ['interface_tag_2',            'text',                             'no such tag',                           'unmapped',                                 'value of the second chosen interface tag, percent-encoded as delivered'],
  ['asg_tag',                    'text',                             'no such tag',                           'unmapped',                                 'value of the first chosen Auto Scaling group tag, percent-encoded as delivered'],
  ['asg_tag_2',                  'text',                             'no such tag',                           'unmapped',                                 'value of the second chosen Auto Scaling group tag, percent-encoded as delivered'],
  ['interface_type',             'text',                             'an ordinary interface',                 'unmapped',                                 'type of the interface: nat_gateway, network_load_balancer, regional_nat_gateway, transit_gateway, vpc_endpoint'],
  ['next_hop_interface_id',      'text',                             'not visible to the owner',              'unmapped',                                 'interface of the next hop (a middlebox, not the final target)'],
  ['next_hop_subnet_id',         'text',                             'not visible to the owner',              'unmapped',                                 'subnet of the next hop'],
  ['next_hop_az_id',             'text',                             'not visible to the owner',              'unmapped',                                 'availability zone id of the next hop'],
  ['next_hop_vpc_id',            'text',                             'not visible to the owner',              'unmapped',                                 'VPC of the next hop'],
  ['next_hop_interface_type',    'text',                             'not visible to the owner',              'unmapped',                                 'type of the interface of the next hop'],
  ['resource_type',              'text',                             'not a transit gateway log',             'unmapped',                                 'TransitGateway or TransitGatewayAttachment'],
  ['tgw_id',                     'text',                             'not a transit gateway log',             'unmapped',                                 'transit gateway'],
  ['tgw_attachment_id',          'text',                             'not a transit gateway log',             'unmapped',                                 'transit gateway attachment'],
  ['tgw_src_vpc_account_id',     'text',                             'not a transit gateway log',             'unmapped',                                 'account of the source VPC'],
  ['tgw_dst_vpc_account_id',     'text',                             'not a transit gateway log',             'unmapped',                                 'account of the destination VPC'],
  ['tgw_src_vpc_id',             'text',                             'not a transit gateway log',             'src_endpoint.vpc_uid',                     'source VPC'],
  ['tgw_dst_vpc_id',             'text',                             'not a transit gateway log',             'dst_endpoint.vpc_uid',                     'destination VPC'],
  ['tgw_src_subnet_id',          'text',                             'not a transit gateway log',             'src_endpoint.subnet_uid',                  'subnet of the source'],
  ['tgw_dst_subnet_id',          'text',                             'not a transit gateway log',             'dst_endpoint.subnet_uid',                  'subnet of the destination'],
  ['tgw_src_eni',                'text',                             'not a transit gateway log',             'src_endpoint.interface_uid',               'attachment interface on the source side'],
  ['tgw_dst_eni',                'text',                             'not a transit gateway log',             'dst_endpoint.interface_uid',               'attachment interface on the destination side'],
  ['tgw_src_az_id',              'text',                             'not a transit gateway log',             'unmapped',                                 'availability zone id of the source attachment'],
  ['tgw_dst_az_id',              'text',                             'not a transit gateway log',             'unmapped',                                 'availability zone id of the destination attachment'],
  ['tgw_pair_attachment_id',     'text',                             'not a transit gateway log',             'unmapped',                                 'attachment on the opposite side of the gateway'],
  ['packets_lost_no_route',      'packets',                          'not a transit gateway log',             'unmapped',                                 'packets lost because no route exists'],
  ['packets_lost_blackhole',     'packets',                          'not a transit gateway log',             'unmapped',                                 'packets lost in a blackhole route'],
  ['packets_lost_mtu_exceeded',  'packets',                          'not a transit gateway log',             'unmapped',                                 'packets lost because they exceed the MTU'],
  ['packets_lost_ttl_expired',   'packets',                          'not a transit gateway log',             'unmapped',                                 'packets lost because their time to live expired'],
  // enrichment, from lists and databases of the user
  ['threat_type',                'text',                             'no list given, or no match',            'unmapped',                                 'type of threat of the public address'],
  ['threat_source',              'text',                             'no list given, or no match',            'unmapped',                                 'list that contains the threat'],
  ['src_country',                'text',                             'no list given, or no match',            'src_endpoint.location.country',            'ISO 3166 country of the source address'],
  ['dst_country',                'text',                             'no list given, or no match',            'dst_endpoint.location.country',            'ISO 3166 country of the destination address'],
  ['src_asn',                    'number',                           'no list given, or no match',            'src_endpoint.autonomous_system.number',    'autonomous system of the source address'],
  ['dst_asn',                    'number',                           'no list given, or no match',            'dst_endpoint.autonomous_system.number',    'autonomous system of the destination address'],
  // unknown fields
  ['extra',                      'json',                             'no unknown field in the record',        'unmapped',                                 'unknown fields by name, as a JSON object of strings'],
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

/** Value of a cell of the table. */
export type Value = string | number | bigint | null;

type ValueOf<Kind> = Kind extends 'code' | 'port' | 'protocol'
  ? number
  : Kind extends 'time' | 'packets' | 'bytes' | 'position' | 'number'
    ? bigint
    : Kind extends readonly (infer Word)[]
      ? Word
      : string;

/** One row of the table. Times are milliseconds since 1970-01-01T00:00:00Z; counters are exact. */
export type FlowRow = { [Name in ColumnName]: ValueOf<EntryNamed<Name>[1]> | null };

/** One column of a table. */
export interface Column extends KindDefinition {
  readonly name: string;
  readonly kind: ColumnKind;
  /** All values of a column of kind `word`. */
  readonly words?: readonly string[];
  /** When the value is null. */
  readonly nulls: string;
  /** Attribute of OCSF class 4001 (Network Activity), or `unmapped`. */
  readonly ocsf: string;
  readonly meaning: string;
}

/** Returns the columns of catalog entries. */
export function columnsOf(entries: readonly ColumnEntry[]): readonly Column[] {
  return entries.map(([name, kindOrWords, nulls, ocsf, meaning]) => {
    const kind = typeof kindOrWords === 'string' ? kindOrWords : 'word';
    const words = typeof kindOrWords === 'string' ? undefined : kindOrWords;
    return { name, kind, ...COLUMN_KINDS[kind], words, nulls, ocsf, meaning };
  });
}

/** The columns of `flows` in order. */
export const FLOW_COLUMNS: readonly Column[] = columnsOf(CATALOGUE);

const INDEX = new Map(FLOW_COLUMNS.map((column, index) => [column.name, index]));

/** Returns the position of a column in a row. */
export function columnIndex(name: ColumnName): number {
  return INDEX.get(name) as number;
}

/** Returns a column by its name. */
export function flowColumn(name: ColumnName): Column {
  return FLOW_COLUMNS[columnIndex(name)] as Column;
}
