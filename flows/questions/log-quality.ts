import { LOGGED_AT } from './logged-at';
import { type Question, QuestionGroup } from './question';
import { ascending } from './sql';

const LIMIT = 100;

/** The longest aggregation window there is, and how many of them may pass without a record. */
const WINDOW_SECONDS = 600;
const WINDOWS = 3;

export const SKIPDATA_RATE: Question = {
  name: 'skipdata-rate',
  group: QuestionGroup.QUALITY,
  title: 'Where were records skipped?',
  about:
    'Interfaces and UTC hours with records of status skipdata: how many of their records those are. ' +
    'One of them can stand for many flows, so the share is a lower bound of what is missing. The ' +
    `${LIMIT} worst.`,
  needs: ['status', 'start_time'],
  sql: `select
  ${LOGGED_AT} as logged_at,
  date_trunc('hour', start_time) as hour,
  count(case when status = 'skipdata' then 1 end) as skipdata_records,
  count(case when status = 'nodata' then 1 end) as nodata_records,
  count(*) as records,
  cast(count(case when status = 'skipdata' then 1 end) as double) / count(*) as skipdata_share
from flows
where status is not null
group by 1, 2
having count(case when status = 'skipdata' then 1 end) > 0
order by 3 desc, 6 desc, ${ascending(1, 2)}
limit ${LIMIT}`,
};

export const COVERAGE_GAPS: Question = {
  name: 'coverage-gaps',
  group: QuestionGroup.QUALITY,
  title: 'When was an interface not logged at all?',
  about:
    'Times between the first and the last record of an interface without a record of any status, ' +
    `longer than ${WINDOWS} windows of ${WINDOW_SECONDS} seconds: from the latest end so far to the ` +
    'next start. An interface without traffic has nodata records, so silence is a gap in the logs. The ' +
    `${LIMIT} longest.`,
  needs: ['status', 'start_time', 'end_time'],
  sql: `select
  logged_at,
  silent_from,
  silent_to,
  date_diff('second', silent_from, silent_to) as seconds
from (
  select
    ${LOGGED_AT} as logged_at,
    max(end_time) over (
      partition by ${LOGGED_AT}
      order by start_time, end_time, source, source_row rows between unbounded preceding and 1 preceding
    ) as silent_from,
    start_time as silent_to
  from flows
  where status is not null
    and start_time is not null
    and end_time is not null
    and ${LOGGED_AT} is not null
) records
where date_diff('second', silent_from, silent_to) > ${WINDOWS * WINDOW_SECONDS}
order by 4 desc, ${ascending(1, 2)}
limit ${LIMIT}`,
};
