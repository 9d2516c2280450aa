import { ChartKind, QuestionGroup, sqlQuestion } from './question';
import { exactSum } from './sql/expressions';

export const BYTES_BY_HOUR = sqlQuestion({
  name: 'bytes-by-hour',
  group: QuestionGroup.VOLUME,
  title: 'How much traffic is there in each hour?',
  summary: 'Records and bytes by UTC hour, in the order of time.',
  notes: 'The hour is that of the start of a record. Records without traffic are omitted.',
  columns: { keys: ['hour'], values: ['bytes_out', 'bytes_in', 'records'] },
  chart: { kind: ChartKind.TIME, x: 'hour', y: ['bytes_out', 'bytes_in'] },
  needs: ['start_time', 'src_addr', 'bytes_out'],
  sql: `select
  date_trunc('hour', start_time) as hour,
  ${exactSum('bytes_out')} as bytes_out,
  ${exactSum('bytes_in')} as bytes_in,
  count(*) as records
from flows
where src_addr is not null
group by 1
order by 1 nulls last`,
});
