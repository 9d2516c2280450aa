import { type Question, QuestionGroup } from './question';
import { exactSum } from './sql';

export const BYTES_BY_HOUR: Question = {
  name: 'bytes-by-hour',
  group: QuestionGroup.VOLUME,
  title: 'How much goes through, hour by hour?',
  about: 'Records and bytes by the UTC hour of their start; records without traffic are not counted.',
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
};
