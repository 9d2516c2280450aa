import { MEASURE_COLUMNS, SEEN_COLUMNS } from './columns';
import { COUNTED_TWICE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { DESTINATION, ranking, SOURCE } from './sql/expressions';
import { narrowTo, trafficMeasures } from './sql/traffic-of-address';

const LIMIT = 50;

export const TRAFFIC_BY_DESTINATION = sqlQuestion({
  name: 'traffic-by-destination',
  group: QuestionGroup.VOLUME,
  title: 'What does each address receive?',
  summary:
    'Destination addresses by bytes, the largest first: number of sources and ports, verdicts, and times.',
  notes: `A comment in the query shows how to narrow it to one address. ${COUNTED_TWICE}`,
  columns: {
    keys: ['destination'],
    values: ['sources', 'dst_ports', 'accepted', 'rejected', ...MEASURE_COLUMNS, ...SEEN_COLUMNS],
  },
  limit: LIMIT,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TrafficToDstAddr'],
  sql: ranking({
    by: [`${DESTINATION} as destination`],
    show: trafficMeasures('sources', SOURCE),
    where: `dst_addr is not null\n${narrowTo(DESTINATION)}`,
    limit: LIMIT,
  }),
});
