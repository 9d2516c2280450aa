/** Sentences that descriptions of several questions share. */

/** What the volumes of connections count. */
export const COUNTED_ONCE =
  'Volumes are those of accepted traffic. A flow that several points log, such as both of its ends, counts once: each ' +
  'hour by the largest sum of a point.';

/** What the source is. */
export const SOURCE_OPENS =
  'The source opened the connection. If no record, number of peers, or port shows the opener, it is unknown and has a ' +
  'row of its own: an end outside then counts as the source, and ports are null unless both are equal.';

/** What questions about the ports of services do not contain. */
export const KNOWN_OPENERS =
  'Connections whose opener is unknown are omitted unless both ends have the port, because nothing shows which end serves.';

/** What the number of connections counts. */
export const CONNECTIONS_COUNTED =
  'Connections are accepted openings that the logs show. The number is null if no record of a row can show an opening, ' +
  'as for UDP on AWS. In a row with other records too, the number is that of the other records.';

/** What outside is. */
export const OUTSIDE =
  'Outside is every address that is no special-purpose address, no address of a logged interface, and in no internal ' +
  'network that the reader names. Formats without a direction do not show the addresses of logged interfaces, so that ' +
  'public and IPv6 addresses of a network are outside unless the reader names it.';

/** What differs from the query of the same meaning in the Athena template of AWS. Source: Amazon VPC User Guide. */
export const UNLIKE_AWS =
  'The query of the Athena template of AWS counts all recorded traffic: rejected bytes too, and once for each point.';

/** In which network a flow between two networks counts, if its opener is not inferred. */
export const NETWORK_OF_FLOW =
  'A flow between two logged networks counts in one of them: that of the end whose address is first in the order of texts.';

/** What the numbers of rejected connections count. */
export const REJECTED_COUNTED =
  'Rejected connections are those with a rejected record, each once, however many points log it. Their times include ' +
  'accepted records of the same connection and hour.';

/** What the volumes of logged interfaces count. */
export const AT_EACH_INTERFACE =
  'Volumes are those of accepted traffic. Traffic between two interfaces counts at each of them, and once for all flow ' +
  'logs of an interface. Sent and received are null for formats without a direction; bytes are then known.';

/** What interface addresses are. */
export const INTERFACE_ADDRESSES =
  'Behind a gateway or a node, the address is that of the gateway or the node, and each leg is a flow.';
