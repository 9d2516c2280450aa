import { type Question, QuestionGroup } from './question';
import { DESTINATION, MEASURES, ranking, SEEN, SEEN_TWICE, SOURCE } from './sql';

const LIMIT = 50;

export const CLEARTEXT_TRAFFIC: Question = {
  name: 'cleartext-traffic',
  group: QuestionGroup.SECURITY,
  title: 'What goes through the network without encryption?',
  about:
    'Accepted records that say so: AWS none (0), Azure NX and its reasons; encryption in the network ' +
    'and, on AWS, that of the application as far as AWS sees it. By ends, port and what the record ' +
    `says. ${SEEN_TWICE} The ${LIMIT} largest.`,
  needs: ['encryption', 'src_addr', 'dst_addr', 'bytes_out'],
  sql: ranking({
    by: [`${SOURCE} as source`, `${DESTINATION} as destination`, 'dst_port', 'protocol', 'encryption'],
    show: `${MEASURES},\n  ${SEEN}`,
    where: `(encryption = 'none' or encryption like 'NX%')
  and (action = 'accept' or action is null)`,
    limit: LIMIT,
  }),
};
