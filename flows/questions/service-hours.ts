import { DESTINATION, OPENED_BY_DESTINATION, OPENED_BY_SOURCE, SOURCE } from './sql';

/** Bytes of a record both ways, exact. */
const BYTES =
  'coalesce(cast(bytes_out as decimal(38, 0)), 0) + coalesce(cast(bytes_in as decimal(38, 0)), 0)';

const COUNTED = `start_time is not null
      and (bytes_out is not null or bytes_in is not null)
      and (action = 'accept' or action is null)`;

/** What an hour of a service is, for what a question says of itself. */
export const WHAT_AN_HOUR_IS =
  'Bytes are those of accepted, measured traffic both ways, by the UTC hour; what has no ports, or the same on both ' +
  'sides, is left out.';

/**
 * Bytes by service (`server`, `port`, `protocol`) and hour, as a sub-query: requests and replies are put together
 * whichever way a record looks. Each hour knows its day.
 *
 * @param keys - `server, port, protocol`, and `client` where clients are told apart
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

/** Whether a place among counted, ordered values is in their middle: the lesser of what is there is the median. */
export function inTheMiddle(place: string, counted: string): string {
  return `2 * ${place} between ${counted} and ${counted} + 2`;
}
