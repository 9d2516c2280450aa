import { Relation } from './relation';

/** Type of a column of a relation. `counter` is a sum of 64-bit counters, which can exceed 64 bits. */
export type RelationColumnType =
  | 'text'
  | 'texts'
  | 'integer'
  | 'bigint'
  | 'boolean'
  | 'counter'
  | 'timestamp';

/** A column of a relation: name, type, meaning. */
export type RelationColumn = readonly [name: string, type: RelationColumnType, meaning: string];

// biome-ignore format: a table reads best as a table
const PLACE: readonly RelationColumn[] = [
  ['cloud',            'text',      'cloud that wrote the records'],
  ['account_id',       'text',      'account or subscription of the logged interface, of the server if both ends were logged'],
  ['network_id',       'text',      'VPC or VNet of the same interface'],
  ['interface',        'text',      'interface, network card, attachment, or regional NAT gateway'],
  ['hour',             'timestamp', 'UTC hour'],
  ['day',              'text',      'UTC day'],
];

const FLOW_LOGS: RelationColumn = ['flow_log_ids', 'texts', 'all flow logs that recorded it'];

/** All places in which a flow was observed, also those between its ends. */
const LISTS: readonly RelationColumn[] = [
  ['account_ids', 'texts', 'all accounts whose flow logs recorded it'],
  ['network_ids', 'texts', 'all networks in which it was recorded'],
  ['interfaces', 'texts', 'all interfaces, network cards and attachments at which it was recorded'],
  FLOW_LOGS,
];

// biome-ignore format: a table reads best as a table
const MEASURES: readonly RelationColumn[] = [
  ['accepted_records', 'bigint',    'accepted records at the observation point that has most'],
  ['rejected_records', 'bigint',    'rejected records at the observation point that has most'],
];

// biome-ignore format: a table reads best as a table
const REJECTED: readonly RelationColumn[] = [
  ['rejected_packets', 'counter',   'packets of rejected records; null if not measured'],
  ['connections',      'bigint',    'opened connections that were accepted; null if the records do not show them'],
];

// biome-ignore format: a table reads best as a table
const SEEN: readonly RelationColumn[] = [
  ['first_seen',       'timestamp', 'start of the first record'],
  ['last_seen',        'timestamp', 'end of the last record'],
];

// biome-ignore format: a table reads best as a table
const PROTOCOL: readonly RelationColumn[] = [
  ['protocol',         'integer',   'IANA protocol number'],
  ['ip_version',       'integer',   '4 or 6'],
];

// biome-ignore format: a table reads best as a table
const FLOW: readonly RelationColumn[] = [
  ...PLACE,
  ...PROTOCOL,
  ['a',                'text',      'address of the end that is first in the order of addresses and ports'],
  ['a_port',           'integer',   'its port; 0 for protocols without ports'],
  ['b',                'text',      'address of the other end'],
  ['b_port',           'integer',   'its port; 0 for protocols without ports'],
  ['bytes_ab',         'counter',   'accepted bytes from a to b; null if not measured'],
  ['bytes_ba',         'counter',   'accepted bytes from b to a; null if not measured'],
  ['packets_ab',       'counter',   'accepted packets from a to b; null if not measured'],
  ['packets_ba',       'counter',   'accepted packets from b to a; null if not measured'],
  ...MEASURES,
  ...REJECTED,
  ...SEEN,
  ...LISTS,
];

/** Returns the columns of an end by its role. */
// biome-ignore format: a table reads best as a table
const endColumns = (role: string, action: string): readonly RelationColumn[] => [
  [role,                 'text',    `address of the end that ${action} the connection`],
  [`${role}_port`,       'integer', 'its port; null if the opener is unknown and the ports differ'],
  [`${role}_account`,    'text',    'its account, if its interface was logged'],
  [`${role}_network`,    'text',    'its VPC or VNet, if its interface was logged'],
  [`${role}_interface`,  'text',    'its interface, if it was logged'],
  [`${role}_country`,    'text',    'its country, in enriched rows'],
  [`${role}_is_outside`, 'boolean', 'whether its address is neither logged, nor special-purpose, nor in a network that is ours'],
];

// biome-ignore format: a table reads best as a table
const CONNECTION: readonly RelationColumn[] = [
  ...PLACE,
  ...PROTOCOL,
  ['opener',           'text',      'what shows the client: record, peers, port; or unknown'],
  ...endColumns('client', 'opened'),
  ...endColumns('server', 'accepted or refused'),
  ...REJECTED,
  ['reached',          'boolean',   'whether packets of the client were accepted'],
  ['answered',         'boolean',   'whether the server answered: a SYN-ACK, or bytes to the client'],
  ['bytes_to_server',  'counter',   'accepted bytes; null if not measured'],
  ['bytes_to_client',  'counter',   'accepted bytes; null if not measured'],
  ['packets_to_server', 'counter',  'accepted packets; null if not measured'],
  ['packets_to_client', 'counter',  'accepted packets; null if not measured'],
  ...MEASURES,
  ['threat_type',      'text',      'type of threat of an end, in enriched rows'],
  ['threat_source',    'text',      'list that contains the threat, without its version'],
  ['reject_reason',    'text',      'reason why AWS rejected packets'],
  ['rule',             'text',      'Azure rule that made the verdict'],
  ['unencrypted',      'text',      'state of accepted packets that the network did not encrypt'],
  ['has_encryption',   'boolean',   'whether a record shows that the encryption of the network is on'],
  ...SEEN,
  ...LISTS,
];

// biome-ignore format: a table reads best as a table
const INTERFACE_HOUR: readonly RelationColumn[] = [
  ...PLACE,
  ['instance_id',      'text',      'instance of the interface'],
  ['subnet_id',        'text',      'subnet of the interface'],
  ['bytes',            'counter',   'accepted bytes in both directions; null if not measured'],
  ['sent',             'counter',   'accepted bytes that left the interface; null without a direction'],
  ['received',         'counter',   'accepted bytes that arrived at the interface; null without a direction'],
  ['packets_sent',     'counter',   'accepted packets that left the interface'],
  ['packets_received', 'counter',   'accepted packets that arrived at the interface'],
  ...MEASURES,
  FLOW_LOGS,
];

/** Columns of each computed relation, in order. */
export const RELATION_COLUMNS: Readonly<
  Record<Exclude<Relation, Relation.FLOWS>, readonly RelationColumn[]>
> = {
  [Relation.HOURLY_FLOWS]: FLOW,
  [Relation.CONNECTIONS]: CONNECTION,
  [Relation.INTERFACE_FLOWS]: FLOW,
  [Relation.INTERFACE_CONNECTIONS]: CONNECTION,
  [Relation.INTERFACE_HOURS]: INTERFACE_HOUR,
};
