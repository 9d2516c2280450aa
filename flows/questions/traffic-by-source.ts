import { MEASURE_COLUMNS, SEEN_COLUMNS } from './columns';
import { COUNTED_TWICE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { DESTINATION, ranking, SOURCE, TRAFFIC } from './sql/expressions';
import { narrowTo, trafficMeasures } from './sql/traffic-of-address';

const LIMIT = 50;

export const TRAFFIC_BY_SOURCE = sqlQuestion({
  name: 'traffic-by-source',
  group: QuestionGroup.VOLUME,
  title: 'What does each address send?',
  summary:
    'Source addresses by bytes, the largest first: number of destinations and ports, verdicts, and times.',
  notes: `A comment in the query shows how to narrow it to one address. ${COUNTED_TWICE}`,
  columns: {
    keys: ['source'],
    values: ['destinations', 'dst_ports', 'accepted', 'rejected', ...MEASURE_COLUMNS, ...SEEN_COLUMNS],
  },
  limit: LIMIT,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TrafficFrmSrcAddr'],
  sql: ranking({
    by: [`${SOURCE} as source`],
    show: trafficMeasures('destinations', DESTINATION),
    where: `${TRAFFIC}\n${narrowTo(SOURCE)}`,
    limit: LIMIT,
  }),
});
