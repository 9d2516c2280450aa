/** Columns of the times of the first and the last record. */
export const SEEN_COLUMNS = ['first_seen', 'last_seen'];

/** First keys of a result: the network whose flow logs recorded the row. Networks can have equal address ranges. */
export const NETWORK_COLUMNS = ['cloud', 'account_id', 'network_id'];

/** Columns of the accepted bytes between the ends of connections. */
export const END_BYTES_COLUMNS = ['bytes_to_destination', 'bytes_to_source'];

/** Columns of the bytes that something sent and received. */
export const SIDE_BYTES_COLUMNS = ['sent', 'received'];

/** Columns of the numbers of records by verdict. */
export const VERDICT_COLUMNS = ['accepted_records', 'rejected_records'];

/** Columns of the accepted volume of connections. */
const VOLUME_COLUMNS = [...END_BYTES_COLUMNS, 'packets_to_destination', 'packets_to_source'];

/** Columns of the measures of connections. */
export const CONNECTION_COLUMNS = ['connections', ...VOLUME_COLUMNS, ...VERDICT_COLUMNS];

/** Column of the number of connections with a rejected record. */
export const REJECTED_CONNECTIONS_COLUMN = 'rejected_connections';

/** Columns of the measures of rejected connections. */
export const REJECTED_COLUMNS = [REJECTED_CONNECTIONS_COLUMN, 'rejected_records', 'rejected_packets'];

/** Keys of the service that a source connects to. */
export const SERVICE_COLUMNS = ['source', 'destination', 'port', 'protocol'];

/** Columns of the measures of logged interfaces. */
export const INTERFACE_COLUMNS = [
  'interfaces',
  ...SIDE_BYTES_COLUMNS,
  ...['bytes', 'packets_sent', 'packets_received'],
  ...VERDICT_COLUMNS,
];

/** Columns of the measures of flows in both directions. */
export const FLOW_MEASURE_COLUMNS = ['connections', 'bytes', 'packets', ...VERDICT_COLUMNS];

/** Columns of the measures of addresses. */
export const ADDRESS_COLUMNS = [
  ...SIDE_BYTES_COLUMNS,
  ...['packets_sent', 'packets_received'],
  ...VERDICT_COLUMNS,
];
