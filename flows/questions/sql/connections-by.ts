import { NETWORK_COLUMNS } from '../columns';

/** Whether the opener of a connection is known. Unknown openers have rows of their own. */
export const OPENER = "case when opener = 'unknown' then 'unknown' else 'known' end as opener";

/** Condition for connections from outside to an address of ours. */
export const FROM_OUTSIDE = 'client_is_outside and not server_is_outside';

/** Condition for connections with a rejected record. */
export const IS_REJECTED = 'rejected_records > 0';

/** Keys of the service that a source connects to. The port of the source is none of them. */
export const SERVICE = ['client as source', 'server as destination', 'server_port as port', 'protocol'];

/** The accepted volume of connections. Null if nothing was measured. */
export const VOLUME = `sum(bytes_to_server) as bytes_to_destination,
  sum(bytes_to_client) as bytes_to_source,
  sum(packets_to_server) as packets_to_destination,
  sum(packets_to_client) as packets_to_source`;

/** The number of known openings. Null if no row can have one. */
export const OPENINGS = 'cast(sum(connections) as bigint) as connections';

/** The numbers of records by verdict. */
export const RECORDS = `cast(sum(accepted_records) as bigint) as accepted_records,
  cast(sum(rejected_records) as bigint) as rejected_records`;

/** The measures of connections. */
export const CONNECTION_MEASURES = `${OPENINGS},
  ${VOLUME},
  ${RECORDS}`;

/** The times of the first and the last record. */
export const SEEN = `min(first_seen) as first_seen,
  max(last_seen) as last_seen`;

/** The number of connections with a rejected record. */
export const REJECTED_CONNECTIONS = `count(distinct case when ${IS_REJECTED} then concat(
    client, ' ', coalesce(cast(client_port as varchar), ''), ' ',
    server, ' ', coalesce(cast(server_port as varchar), ''), ' ',
    coalesce(cast(protocol as varchar), '')
  ) end) as rejected_connections`;

/** The volume of rejected connections. */
export const REJECTED_VOLUME = `cast(sum(rejected_records) as bigint) as rejected_records,
  sum(rejected_packets) as rejected_packets`;

/** The measures of rejected connections. */
export const REJECTED_MEASURES = `${REJECTED_CONNECTIONS},
  ${REJECTED_VOLUME}`;

/** Keys by which connections are ranked: by their number, then by their bytes. */
export const BYTES_FIRST = 'coalesce(bytes_to_destination, 0) + coalesce(bytes_to_source, 0) desc';
export const CONNECTIONS_FIRST = ['coalesce(connections, 0) desc', BYTES_FIRST];
export const REJECTED_FIRST = ['rejected_connections desc', 'coalesce(rejected_packets, 0) desc'];

/** Groups of a relation, and what a query shows of each. */
export interface Grouping {
  /** Keys after those of the network: `expression as name`, or a column. */
  readonly by: readonly string[];
  readonly show: string;
  /** @default - every row */
  readonly where?: string;
}

/** Returns a query for groups of connections. */
export function connectionsBy(grouping: Grouping): string {
  return groupedRows('connections', grouping);
}

/** Returns a query for groups of rows of a relation, by network first. */
export function groupedRows(relation: string, { by, show, where }: Grouping): string {
  const keys = [...NETWORK_COLUMNS, ...by];
  return [
    `select\n  ${[...keys, show].join(',\n  ')}`,
    `from ${relation}`,
    ...(where === undefined ? [] : [`where ${where}`]),
    `group by ${keys.map((_, index) => index + 1).join(', ')}`,
  ].join('\n');
}
