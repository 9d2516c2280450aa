import { ALL_BYTES, EACH_ADDRESS, FLOWS, IS_ACCEPTED } from './flow-pieces';

/** What an hour of a service is, for what a question says of itself. */
export const WHAT_AN_HOUR_IS =
  'Bytes are those of allowed, measured traffic both ways, by the UTC hour of the first flow of a record.';

/**
 * Bytes by service (`server`, `port`, `protocol`) and hour. The source of a row is the side that opened the flow.
 *
 * @param keys - `server, port, protocol`, and `client` where clients are told apart
 */
export function serviceHours(keys: string): string {
  return `${FLOWS}
| where ${IS_ACCEPTED}
${EACH_ADDRESS}
| where isnotnull(bytes_out) or isnotnull(bytes_in)
| project client = source, server = destination, port = dst_port, protocol, hour = bin(FlowStartTime, 1h), measured = ${ALL_BYTES}
| summarize bytes = sum(measured) by ${keys}, hour`;
}

/** The value in the middle of a sorted list, the lesser of two. */
export function middleOf(sorted: string): string {
  return `tolong(${sorted}[(array_length(${sorted}) - 1) / 2])`;
}
