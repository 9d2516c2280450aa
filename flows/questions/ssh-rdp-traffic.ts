import { MEASURE_COLUMNS, SEEN_COLUMNS } from './columns';
import { COUNTED_TWICE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { DESTINATION, MEASURES, ranking, SEEN, SOURCE } from './sql/expressions';

const LIMIT = 50;
/** SSH and RDP. */
const PORTS = '22, 3389';

export const SSH_RDP_TRAFFIC = sqlQuestion({
  name: 'ssh-rdp-traffic',
  group: QuestionGroup.SECURITY,
  title: 'Which addresses use SSH and RDP, and were they accepted?',
  summary: `Records from or to the ports ${PORTS} by source, destination, port, and verdict, the most frequent first.`,
  notes: `Requests and replies have separate rows. ${COUNTED_TWICE}`,
  columns: {
    keys: ['source', 'destination', 'way', 'port', 'action'],
    values: [...MEASURE_COLUMNS, ...SEEN_COLUMNS],
  },
  limit: LIMIT,
  needs: ['src_addr', 'dst_addr', 'src_port', 'dst_port'],
  alsoKnownAs: ['SshRdpTraffic'],
  sql: ranking({
    by: [
      `${SOURCE} as source`,
      `${DESTINATION} as destination`,
      `case when dst_port in (${PORTS}) then 'request' else 'reply' end as way`,
      `case when dst_port in (${PORTS}) then dst_port else src_port end as port`,
      'action',
    ],
    show: `${MEASURES},\n  ${SEEN}`,
    where: `dst_port in (${PORTS}) or src_port in (${PORTS})`,
    first: 'count(*)',
    limit: LIMIT,
  }),
});
