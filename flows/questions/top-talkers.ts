import { MEASURE_COLUMNS } from './columns';
import { COUNTED_TWICE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { DESTINATION, ranking, SOURCE, TRAFFIC } from './sql/expressions';

const LIMIT = 50;

export const TOP_TALKERS = sqlQuestion({
  name: 'top-talkers',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which pairs of addresses exchange the most traffic?',
  summary: 'Pairs of addresses by bytes in both directions, the largest first.',
  notes: `The addresses are those in the packets if the logs have them. ${COUNTED_TWICE}`,
  columns: { keys: ['source', 'destination'], values: MEASURE_COLUMNS },
  limit: LIMIT,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TotalBytesTransferredPacketLevel'],
  sql: ranking({
    by: [`${SOURCE} as source`, `${DESTINATION} as destination`],
    where: TRAFFIC,
    limit: LIMIT,
  }),
});
