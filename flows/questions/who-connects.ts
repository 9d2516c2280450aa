import { type Question, QuestionGroup } from './question';
import {
  DESTINATION,
  HOW_SIDES_ARE_TOLD,
  isInternal,
  MEASURES,
  OPENED_BY_SOURCE,
  ranking,
  SEEN,
  SOURCE,
} from './sql';

const LIMIT = 50;
const FROM_OUTSIDE = `not ${isInternal(SOURCE)}
  and ${isInternal(DESTINATION)}
  and ${OPENED_BY_SOURCE}`;
const VERDICTS = `count(case when action = 'accept' then 1 end) as accepted,
  count(case when action = 'reject' then 1 end) as rejected`;

export const WHO_CONNECTS: Question = {
  name: 'who-connects',
  group: QuestionGroup.WHO,
  title: 'Who connects to the network?',
  about:
    'Public addresses that open connections to internal ones, let through or not: what they asked for, ' +
    `when, and what is known of them where the rows were enriched. ${HOW_SIDES_ARE_TOLD} The ${LIMIT} ` +
    'with most records.',
  needs: ['src_addr', 'dst_addr', 'src_port', 'dst_port'],
  sql: ranking({
    by: [`${SOURCE} as source`, 'src_country', 'threat_type'],
    show: `${VERDICTS},
  count(distinct ${DESTINATION}) as destinations,
  count(distinct dst_port) as dst_ports,
  ${MEASURES},
  ${SEEN}`,
    where: FROM_OUTSIDE,
    first: 'count(*)',
    limit: LIMIT,
  }),
};

export const CONNECTING_COUNTRIES: Question = {
  name: 'connecting-countries',
  group: QuestionGroup.WHO,
  title: 'From where is the network reached?',
  about:
    'Countries of the public addresses that open connections to internal ones, let through or not; ' +
    `null is an address that the database of places does not know. ${HOW_SIDES_ARE_TOLD}`,
  needs: ['src_country', 'src_addr', 'dst_addr', 'src_port', 'dst_port'],
  sql: ranking({
    by: ['src_country'],
    show: `count(distinct ${SOURCE}) as sources,
  ${VERDICTS},
  count(distinct ${DESTINATION}) as destinations,
  ${MEASURES},
  ${SEEN}`,
    where: FROM_OUTSIDE,
    first: 'count(*)',
    limit: 300,
  }),
};
