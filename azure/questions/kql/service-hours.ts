import { INTERNET } from '../../../flows/questions/baseline';

/** Returns a query for the accepted bytes of each hour, by service, and by client if the names contain `source`. */
export function serviceHours(...names: readonly string[]): string {
  return `connections
| where reached
| extend
    source = iff(client_is_outside, "${INTERNET}", client),
    destination = server,
    port = server_port,
    measured = coalesce(bytes_to_server, 0) + coalesce(bytes_to_client, 0)
| summarize bytes = sum(measured) by cloud, account_id, ${names.join(', ')}, hour`;
}
