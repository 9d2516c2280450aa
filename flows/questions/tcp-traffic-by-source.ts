import { MEASURE_COLUMNS, SEEN_COLUMNS } from './columns';
import { COUNTED_TWICE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { DESTINATION, MEASURES, ranking, SEEN, SOURCE, TRAFFIC } from './sql/expressions';
import { narrowTo } from './sql/traffic-of-address';

const LIMIT = 50;

export const TCP_TRAFFIC_BY_SOURCE = sqlQuestion({
  name: 'tcp-traffic-by-source',
  group: QuestionGroup.VOLUME,
  title: 'What does each address send over TCP?',
  summary:
    'Source addresses of TCP records by bytes, the largest first: destinations, opened connections, and times.',
  notes:
    'An opened connection counts if the record shows its opener. A comment in the query shows how to narrow it to ' +
    `one address. ${COUNTED_TWICE}`,
  columns: {
    keys: ['source'],
    values: ['destinations', 'opening_records', ...MEASURE_COLUMNS, ...SEEN_COLUMNS],
  },
  limit: LIMIT,
  needs: ['src_addr', 'dst_addr', 'protocol', 'bytes_out'],
  alsoKnownAs: ['TopTCPTraffic'],
  sql: ranking({
    by: [`${SOURCE} as source`],
    show: `count(distinct ${DESTINATION}) as destinations,
  count(case when initiator = 'src' then 1 end) as opening_records,
  ${MEASURES},
  ${SEEN}`,
    where: `${TRAFFIC}\n  and protocol = 6\n${narrowTo(SOURCE)}`,
    limit: LIMIT,
  }),
});
