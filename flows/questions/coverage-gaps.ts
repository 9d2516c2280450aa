import { QuestionGroup, sqlQuestion } from './question';
import { ascending, LOGGED_AT } from './sql/expressions';

const LIMIT = 100;

/** The longest aggregation window, and how many of them may pass without a record. */
const WINDOW_SECONDS = 600;
const WINDOWS = 3;

export const COVERAGE_GAPS = sqlQuestion({
  name: 'coverage-gaps',
  group: QuestionGroup.QUALITY,
  title: 'When was an interface not logged?',
  summary:
    'Times between the first and the last record of an interface without a record of any status, longer than ' +
    `${WINDOWS} windows of ${WINDOW_SECONDS} seconds, the longest first.`,
  notes:
    'A gap lasts from the latest end so far to the next start. An interface without traffic has nodata records, so ' +
    'silence is a gap in the logs.',
  columns: { keys: ['logged_at', 'silent_from', 'silent_to'], values: ['seconds'] },
  limit: LIMIT,
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
});
