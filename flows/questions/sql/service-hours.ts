import { NETWORK_COLUMNS } from '../columns';
import { connectionsBy, OPENER } from './connections-by';

/** Columns that identify a service. */
export const SERVICE_KEYS = [...NETWORK_COLUMNS, 'opener', 'destination', 'port', 'protocol'];

/** Accepted bytes of a connection in both directions. */
const BYTES = 'coalesce(bytes_to_server, 0) + coalesce(bytes_to_client, 0)';

/**
 * Returns a query for the accepted bytes of each service and hour with traffic.
 *
 * @param more - further keys: `expression as name`
 */
export function serviceHours(more: readonly string[] = []): string {
  return connectionsBy({
    by: [OPENER, 'server as destination', 'server_port as port', 'protocol', ...more, 'hour'],
    show: `sum(${BYTES}) as bytes`,
    where: `hour is not null\n  and ${BYTES} > 0`,
  });
}
