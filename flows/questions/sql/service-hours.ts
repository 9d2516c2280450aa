import { DESTINATION, OPENED_BY_DESTINATION, OPENED_BY_SOURCE, SOURCE } from './expressions';

/** Exact bytes of a record in both directions. */
const BYTES =
  'coalesce(cast(bytes_out as decimal(38, 0)), 0) + coalesce(cast(bytes_in as decimal(38, 0)), 0)';

const COUNTED = `start_time is not null
      and (bytes_out is not null or bytes_in is not null)
      and (action = 'accept' or action is null)`;

/** Sentence of a description: what the hours of `serviceHours` count. */
export const SERVICE_HOURS_NOTE =
  'Bytes are those of accepted, measured traffic in both directions, by UTC hour. Traffic without ports, or with equal ' +
  'ports on both sides, is omitted.';

/**
 * Returns a sub-query for the bytes of each service (`server`, `port`, `protocol`) and hour. It combines requests and
 * replies, whichever direction a record has. Each row has its `day`.
 *
 * @param keys - `server, port, protocol`, and `client` to separate clients
 */
export function serviceHours(keys: string): string {
  return `(
    select ${keys}, hour, day, sum(bytes) as bytes
    from (
      select ${SOURCE} as client, ${DESTINATION} as server, dst_port as port, protocol,
        date_trunc('hour', start_time) as hour, day, ${BYTES} as bytes
      from flows
      where ${COUNTED}
        and ${OPENED_BY_SOURCE}
      union all
      select ${DESTINATION}, ${SOURCE}, src_port, protocol, date_trunc('hour', start_time), day, ${BYTES}
      from flows
      where ${COUNTED}
        and ${OPENED_BY_DESTINATION}
    ) sides
    group by ${keys}, hour, day
  ) service_hours`;
}

/**
 * Returns a condition for the positions in the middle of counted, ordered values. The lesser value there is the
 * median.
 */
export function inTheMiddle(place: string, counted: string): string {
  return `2 * ${place} between ${counted} and ${counted} + 2`;
}
