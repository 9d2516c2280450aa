import { ALL_BYTES, EACH_ADDRESS, FLOWS, IS_ACCEPTED } from './expressions';

/** Sentence of a description: what the hours of `serviceHours` count. */
export const SERVICE_HOURS_NOTE =
  'Bytes are those of allowed, measured traffic in both directions, by the UTC hour of the first flow of a record.';

/**
 * Returns a query for the bytes of each service (`server`, `port`, `protocol`) and hour. The source of a row is the
 * side that opened the flow.
 *
 * @param keys - `server, port, protocol`, and `client` to separate clients
 */
export function serviceHours(keys: string): string {
  return `${FLOWS}
| where ${IS_ACCEPTED}
${EACH_ADDRESS}
| where isnotnull(bytes_out) or isnotnull(bytes_in)
| project client = source, server = destination, port = dst_port, protocol, hour = bin(FlowStartTime, 1h), measured = ${ALL_BYTES}
| summarize bytes = sum(measured) by ${keys}, hour`;
}

/** Returns the median of a sorted list: the lesser of two middle values. */
export function middleOf(sorted: string): string {
  return `tolong(${sorted}[(array_length(${sorted}) - 1) / 2])`;
}
