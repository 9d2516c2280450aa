import { MEASURE_COLUMNS, SEEN_COLUMNS } from './columns';
import { COUNTED_TWICE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { DESTINATION, MEASURES, ranking, SEEN, SOURCE } from './sql/expressions';

const LIMIT = 50;

export const UNENCRYPTED_NETWORK_TRAFFIC = sqlQuestion({
  name: 'unencrypted-network-traffic',
  group: QuestionGroup.SECURITY,
  title: 'Which traffic is not encrypted?',
  summary: 'Accepted records that report no encryption, by source, destination, port, and reported state.',
  notes:
    'The state is none (0) on AWS, and NX with its reason on Azure. It is the encryption in the network and, on AWS, ' +
    `that of the application as far as AWS detects it. ${COUNTED_TWICE} The largest first.`,
  columns: {
    keys: ['source', 'destination', 'dst_port', 'protocol', 'encryption'],
    values: [...MEASURE_COLUMNS, ...SEEN_COLUMNS],
  },
  limit: LIMIT,
  needs: ['encryption', 'src_addr', 'dst_addr', 'bytes_out'],
  sql: ranking({
    by: [`${SOURCE} as source`, `${DESTINATION} as destination`, 'dst_port', 'protocol', 'encryption'],
    show: `${MEASURES},\n  ${SEEN}`,
    where: `(encryption = 'none' or encryption like 'NX%')
  and (action = 'accept' or action is null)`,
    limit: LIMIT,
  }),
});
