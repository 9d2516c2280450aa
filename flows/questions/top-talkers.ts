import type { Question } from './question';
import { DESTINATION, exactSum, SOURCE } from './sql';

export const TOP_TALKERS: Question = {
  name: 'top-talkers',
  title: 'Who talks most to whom?',
  about: 'Pairs of addresses by bytes, both directions measured; the 20 largest.',
  sql: `select
  ${SOURCE} as source,
  ${DESTINATION} as destination,
  ${exactSum('bytes_out')} as bytes_out,
  ${exactSum('bytes_in')} as bytes_in,
  ${exactSum('packets_out')} as packets_out,
  count(*) as records
from flows
where src_addr is not null
group by 1, 2
order by coalesce(${exactSum('bytes_out')}, 0) + coalesce(${exactSum('bytes_in')}, 0) desc, 1, 2
limit 20`,
};
