/** Sentences that descriptions of several queries share. */

/** What the volumes of flows count. */
export const COUNTED_ONCE =
  'Volumes are those of accepted records. A flow that several interfaces log counts once, by the largest sum of one ' +
  'interface over the time range of the query.';

/** Which end is the source. */
export const SOURCE_OPENS =
  'The source is the end that opened the connection: records of the same connection in the time range show it, or the ' +
  'other end has the port of a service, below 665. If neither does, the opener is unknown. Unlike the SQL query, the ' +
  'number of peers of an end shows nothing.';

/** What outside is. */
export const OUTSIDE =
  'Outside is every address that is no special-purpose address and, if the format has ${flow-direction}, does not ' +
  'belong to the interface that logs the connection.';

/** What the number of connections counts. */
export const CONNECTIONS_COUNTED =
  'Connections are TCP connections with an accepted SYN; other protocols have a hyphen. Without ${tcp-flags} the column ' +
  'is omitted.';

/** What the numbers lose. */
export const ROUNDED = 'Sums above 2^53 are rounded.';
export const ESTIMATED = 'Large numbers of distinct ends are estimates.';
