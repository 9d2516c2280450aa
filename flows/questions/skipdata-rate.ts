import { Relation } from '../relations';
import { NETWORK_COLUMNS } from './columns';
import { QuestionGroup, sqlQuestion } from './question';
import { LOGGED_AT } from './sql/expressions';

export const SKIPDATA_RATE = sqlQuestion({
  name: 'skipdata-rate',
  group: QuestionGroup.QUALITY,
  title: 'Where were records skipped?',
  summary:
    'Interfaces and UTC hours with records of status skipdata, and their share of all records, the worst first.',
  notes:
    'One such record can stand for many flows, so the share is a lower bound of what is missing. A record counts in the ' +
    'hour in which it starts, once for each flow log of the interface.',
  columns: {
    keys: [...NETWORK_COLUMNS, 'interface', 'hour'],
    values: ['skipdata_records', 'nodata_records', 'records', 'skipdata_share'],
  },
  limit: 100,
  needs: ['status', 'start_time'],
  from: Relation.FLOWS,
  select: `select
  cloud,
  account_id,
  max(network_id) as network_id,
  ${LOGGED_AT} as interface,
  date_trunc('hour', start_time) as hour,
  count(case when status = 'skipdata' then 1 end) as skipdata_records,
  count(case when status = 'nodata' then 1 end) as nodata_records,
  count(*) as records,
  cast(count(case when status = 'skipdata' then 1 end) as double) / count(*) as skipdata_share
from flows
where status is not null
group by 1, 2, 4, 5
having count(case when status = 'skipdata' then 1 end) > 0`,
  order: ['skipdata_records desc', 'skipdata_share desc'],
});
