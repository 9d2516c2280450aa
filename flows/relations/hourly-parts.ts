/** A record longer than a day is not split into hours. AWS windows last at most 10 minutes. */
export const MOST_MILLISECONDS = 86_400_000;

const COUNTERS = ['packets_out', 'bytes_out', 'packets_in', 'bytes_in'];

/**
 * A query for the parts of `records` in each UTC hour. The counters of accepted records are split by time: the share of
 * an hour is the rounded-down sum until its end minus that until its start, so that the shares add up exactly. The
 * record itself counts in the hour of its time (`is_counted`).
 */
export const HOURLY_PARTS = `select
    *,
    hour = date_trunc('hour', start_time) or start_time is null as is_counted,
    ${COUNTERS.map((counter) => `${share(counter)} as ${counter}_part`).join(',\n    ')}
  from (
    select *, first_hour + interval '1' hour * (place - 1) as hour
    from (
      select
        *,
        date_trunc('hour', since) as first_hour,
        case
          when duration between 0 and ${MOST_MILLISECONDS}
            then cast(date_diff('hour', date_trunc('hour', since), ${lastHour()}) as integer)
          else 0
        end as later_hours
      from (select *, date_diff('millisecond', since, until) as duration from records) lasting
    ) timed
    -- one row for each hour
    cross join unnest(split(lpad('', later_hours, ','), ',')) with ordinality as hours (part, place)
  ) placed
  where later_hours = 0
    or hour = date_trunc('hour', start_time)
    or (is_accepted and coalesce(bytes_out, bytes_in) is not null)`;

/** An AWS record that ends exactly with an hour has no part in the next one. An Azure tuple counts in its hour. */
function lastHour(): string {
  return "date_trunc('hour', greatest(start_time, until - interval '0.001' second))";
}

function share(counter: string): string {
  return `case
      when not is_accepted then null
      when later_hours = 0 then cast(${counter} as decimal(38, 0))
      else ${sumUntil(counter, 'place')}
        - ${sumUntil(counter, 'place - 1')}
    end`;
}

/** Returns the rounded-down part of a counter until the end of an hour of a record, or until its start for place 0. */
function sumUntil(counter: string, place: string): string {
  const product =
    `cast(${counter} as decimal(19, 0)) * ` +
    `cast(date_diff('millisecond', since, first_hour + interval '1' hour * (${place})) as decimal(9, 0))`;
  const whole = `(${product} - mod(${product}, cast(duration as decimal(9, 0)))) / cast(duration as decimal(9, 0))`;
  return `case
          when ${place} = 0 then cast(0 as decimal(38, 0))
          when ${place} > later_hours then cast(${counter} as decimal(38, 0))
          else cast(round(${whole}) as decimal(38, 0))
        end`;
}
