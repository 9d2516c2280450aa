import { MEASURE_COLUMNS, SEEN_COLUMNS } from './columns';
import { OPENER_BY_PORT } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { DESTINATION, MEASURES, ranking, SEEN, SOURCE } from './sql/expressions';
import { FROM_OUTSIDE, VERDICTS } from './sql/inbound-connections';

const LIMIT = 50;

/** Sentence of a description: which connections count. */
export const INBOUND_NOTE =
  'Counts public addresses, and connections that were accepted or rejected, most records first.';

export const WHO_CONNECTS = sqlQuestion({
  name: 'who-connects',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which addresses connect to the network?',
  summary: 'Addresses that open connections to internal addresses.',
  notes: `${INBOUND_NOTE} Country and threat are those of enriched rows. ${OPENER_BY_PORT}`,
  columns: {
    keys: ['source', 'src_country', 'threat_type'],
    values: ['accepted', 'rejected', 'destinations', 'dst_ports', ...MEASURE_COLUMNS, ...SEEN_COLUMNS],
  },
  limit: LIMIT,
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
});
