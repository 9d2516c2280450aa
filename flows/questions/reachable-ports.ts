import { type Question, QuestionGroup } from './question';
import {
  ascending,
  DESTINATION,
  exactSum,
  HOW_SIDES_ARE_TOLD,
  isInternal,
  OPENED_BY_SOURCE,
  SOURCE,
} from './sql';

const LIMIT = 50;

export const REACHABLE_PORTS: Question = {
  name: 'reachable-ports',
  group: QuestionGroup.SECURITY,
  title: 'Which ports were reached from the internet?',
  about:
    `Accepted traffic from public to internal addresses, opened from outside. ${HOW_SIDES_ARE_TOLD} ` +
    `The ${LIMIT} with most sources.`,
  needs: ['action', 'src_addr', 'dst_addr', 'dst_port'],
  sql: `select
  ${DESTINATION} as destination,
  dst_port,
  protocol,
  count(distinct ${SOURCE}) as sources,
  count(*) as records,
  ${exactSum('bytes_out')} as bytes_out
from flows
where action = 'accept'
  and not ${isInternal(SOURCE)}
  and ${isInternal(DESTINATION)}
  and ${OPENED_BY_SOURCE}
group by 1, 2, 3
order by count(distinct ${SOURCE}) desc, count(*) desc, ${ascending(1, 2, 3)}
limit ${LIMIT}`,
};
