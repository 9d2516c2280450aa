import { NETWORK_COLUMNS } from '../columns';
import { RECORDS } from './connections-by';

/** Key by which addresses are ranked. */
export const ADDRESS_BYTES_FIRST = 'coalesce(sent, 0) + coalesce(received, 0) desc';

/**
 * Returns a query for the addresses of a relation of connections by what they sent and received. The network of an
 * address is that of its logged interface, else that of the connection. The query reads the relation once, because
 * Trino computes it for each reference.
 */
export function addressRanking(relation: string): string {
  return `select
  ${NETWORK_COLUMNS.join(', ')}, address,
  sum(sent) as sent,
  sum(received) as received,
  sum(packets_sent) as packets_sent,
  sum(packets_received) as packets_received,
  ${RECORDS}
from (
  select
    cloud,
    ${ofSide(networkOf('client', 'account'), networkOf('server', 'account'))} as account_id,
    ${ofSide(networkOf('client', 'network'), networkOf('server', 'network'))} as network_id,
    ${ofSide('client', 'server')} as address,
    ${ofSide('bytes_to_server', 'bytes_to_client')} as sent,
    ${ofSide('bytes_to_client', 'bytes_to_server')} as received,
    ${ofSide('packets_to_server', 'packets_to_client')} as packets_sent,
    ${ofSide('packets_to_client', 'packets_to_server')} as packets_received,
    accepted_records,
    rejected_records
  from ${relation}
  cross join (values ('client'), ('server')) sides (side)
) ends
group by 1, 2, 3, 4`;
}

function ofSide(client: string, server: string): string {
  return `case side when 'client' then ${client} else ${server} end`;
}

/** Returns the account or the network of an end if its interface is logged, else that of the connection. */
function networkOf(end: string, what: 'account' | 'network'): string {
  const isLogged = `coalesce(${end}_interface, ${end}_network, ${end}_account) is not null`;
  return `case when ${isLogged} then ${end}_${what} else ${what}_id end`;
}
