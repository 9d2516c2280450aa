import { MEASURE_COLUMNS, SEEN_COLUMNS } from './columns';
import { OPENER_BY_PORT } from './notes';
import { ChartKind, QuestionGroup, sqlQuestion } from './question';
import { DESTINATION, MEASURES, ranking, SEEN, SOURCE } from './sql/expressions';
import { FROM_OUTSIDE, VERDICTS } from './sql/inbound-connections';

/** More than there are countries. */
const MOST_COUNTRIES = 300;

export const CONNECTING_COUNTRIES = sqlQuestion({
  name: 'connecting-countries',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which countries does the network receive connections from?',
  summary:
    'Countries of the public addresses that open connections to internal addresses, accepted or rejected, most ' +
    'records first.',
  notes: `The country is null if the GeoIP database does not contain the address. ${OPENER_BY_PORT}`,
  columns: {
    keys: ['src_country'],
    values: ['sources', 'accepted', 'rejected', 'destinations', ...MEASURE_COLUMNS, ...SEEN_COLUMNS],
  },
  chart: { kind: ChartKind.MAP, x: 'src_country', y: ['records'] },
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
    limit: MOST_COUNTRIES,
  }),
});
