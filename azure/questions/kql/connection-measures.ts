import { CONNECTION_COLUMNS, SEEN_COLUMNS } from '../../../flows/questions/columns';
import type { ResultColumns } from '../../../flows/questions/question';

/** Measures of connections from outside. */
export const INBOUND_MEASURES = ['rejected_connections', ...CONNECTION_COLUMNS, ...SEEN_COLUMNS];

/** Null if no row has a value. The sum of no values is 0. */
function total(...columns: readonly string[]): string {
  const values = columns.map((column) => `isnotnull(${column})`).join(' or ');
  const sum =
    columns.length === 1 ? columns[0] : columns.map((column) => `coalesce(${column}, 0)`).join(' + ');
  return `iff(countif(${values}) == 0, long(null), sum(${sum}))`;
}

/** Keys over rows of `connections`, by the names of their columns in a result. */
const KEYS: Readonly<Record<string, string>> = {
  cloud: 'cloud',
  account_id: 'account_id',
  network_id: 'network_id',
  interface: 'interface',
  hour: 'hour',
  source: 'client',
  destination: 'server',
  port: 'server_port',
  protocol: 'protocol',
  opener: 'iff(opener == "unknown", "unknown", "known")',
  source_country: 'source_country',
  destination_country: 'destination_country',
  threat_type: 'threat_type',
  rule_group: 'rule_group',
  rule: 'rule',
  reject_reason: 'reject_reason',
  direction: 'direction',
  encryption: 'encryption',
};

/** Measures over rows of `connections`, by the names of their columns in a result. */
const MEASURES: Readonly<Record<string, string>> = {
  connections: total('connections'),
  rejected_connections: total('rejected_connections'),
  accepted_records: 'sum(accepted_records)',
  rejected_records: 'sum(rejected_records)',
  rejected_packets: total('rejected_packets'),
  bytes_to_destination: total('bytes_to_server'),
  bytes_to_source: total('bytes_to_client'),
  packets_to_destination: total('packets_to_server'),
  packets_to_source: total('packets_to_client'),
  bytes: total('bytes_to_server', 'bytes_to_client'),
  packets: total('packets_to_server', 'packets_to_client'),
  sources: 'count_distinct(client)',
  destinations: 'count_distinct(server)',
  ports: 'count_distinct(server_port)',
  addresses: 'count_distinct(outside_address)',
  first_seen: 'min(first_seen)',
  last_seen: 'max(last_seen)',
  reached: 'countif(reached) > 0',
  answered: 'countif(answered) > 0',
};

/** Measures that rows of the table of the normalizer show in another way: they have the 5-tuple. */
export const OF_TUPLES: Readonly<Record<string, string>> = {
  rejected_connections: 'count_distinctif(tuple, rejected_records > 0)',
};

/**
 * Returns the operator that groups `connections` by the keys of a result and computes its values.
 *
 * @param others - measures that differ from those of Traffic Analytics
 */
export function grouped(
  { keys, values }: ResultColumns,
  others: Readonly<Record<string, string>> = {},
): string {
  const expression = (name: string, known: Readonly<Record<string, string>>) => {
    if (known[name] === undefined) throw new Error(`no KQL expression computes the column ${name}`);
    return known[name] === name ? name : `${name} = ${known[name]}`;
  };
  const measures = values.map((name) => `    ${expression(name, { ...MEASURES, ...others })}`);
  const by = keys.map((name) => expression(name, KEYS));
  return `| summarize\n${measures.join(',\n')}\n    by ${by.join(', ')}`;
}

/** The order of connections: by their number, then by their bytes. */
export const BYTES_FIRST = 'coalesce(bytes_to_destination, 0) + coalesce(bytes_to_source, 0) desc';
export const CONNECTIONS_FIRST = ['coalesce(connections, 0) desc', BYTES_FIRST];

/** The order of rejected connections: by their number, then by their records. */
export const REJECTED_FIRST = ['rejected_connections desc', 'rejected_records desc'];
