import { type Grouping, groupedRows, RECORDS } from './connections-by';

/** The accepted volume of logged interfaces, and their numbers of records by verdict. */
export const INTERFACE_MEASURES = `count(distinct interface) as interfaces,
  sum(sent) as sent,
  sum(received) as received,
  sum(bytes) as bytes,
  sum(packets_sent) as packets_sent,
  sum(packets_received) as packets_received,
  ${RECORDS}`;

/** Key by which interfaces are ranked. */
export const INTERFACE_BYTES_FIRST = 'coalesce(bytes, 0) desc';

/** Returns a query for groups of logged interfaces. */
export function interfacesBy(grouping: Grouping): string {
  return groupedRows('interface_hours', grouping);
}
