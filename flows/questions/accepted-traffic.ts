import { MEASURE_COLUMNS, SEEN_COLUMNS } from './columns';
import { COUNTED_TWICE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { MEASURES, ranking, SEEN } from './sql/expressions';
import { FLOW, FLOW_COLUMNS } from './sql/verdicts';

const LIMIT = 50;

export const ACCEPTED_TRAFFIC = sqlQuestion({
  name: 'accepted-traffic',
  group: QuestionGroup.VERDICT,
  title: 'Which traffic was accepted?',
  summary: 'Accepted records of every protocol by source, destination, and port, the most frequent first.',
  notes: COUNTED_TWICE,
  columns: { keys: FLOW_COLUMNS, values: [...MEASURE_COLUMNS, ...SEEN_COLUMNS] },
  limit: LIMIT,
  needs: ['action', 'src_addr', 'dst_addr'],
  alsoKnownAs: ['AcceptedTraffic'],
  sql: ranking({
    by: FLOW,
    show: `${MEASURES},\n  ${SEEN}`,
    where: "action = 'accept'",
    first: 'count(*)',
    limit: LIMIT,
  }),
});
