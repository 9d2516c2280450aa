import { QuestionGroup, sqlQuestion } from './question';
import { ascending, LOGGED_AT } from './sql/expressions';

const LIMIT = 100;

export const SKIPDATA_RATE = sqlQuestion({
  name: 'skipdata-rate',
  group: QuestionGroup.QUALITY,
  title: 'Where were records skipped?',
  summary:
    'Interfaces and UTC hours with records of status skipdata, and their share of all records, the worst first.',
  notes: 'One such record can stand for many flows, so the share is a lower bound of what is missing.',
  columns: {
    keys: ['logged_at', 'hour'],
    values: ['skipdata_records', 'nodata_records', 'records', 'skipdata_share'],
  },
  limit: LIMIT,
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
});
