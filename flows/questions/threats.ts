import { type Question, QuestionGroup } from './question';
import { DESTINATION, MEASURES, ranking, SEEN, SEEN_TWICE, SOURCE } from './sql';

const LIMIT = 100;

export const THREATS: Question = {
  name: 'threats',
  group: QuestionGroup.SECURITY,
  title: 'Which traffic touches addresses that a threat list names?',
  about:
    'Records whose source or destination is on a list that was brought along, by threat, ends, port ' +
    `and verdict. ${SEEN_TWICE} The ${LIMIT} most frequent.`,
  needs: ['threat_type', 'src_addr', 'dst_addr'],
  sql: ranking({
    by: [
      'threat_type',
      'threat_source',
      `${SOURCE} as source`,
      `${DESTINATION} as destination`,
      'dst_port',
      'protocol',
      'direction',
      'action',
    ],
    show: `${MEASURES},\n  ${SEEN}`,
    where: 'threat_type is not null',
    first: 'count(*)',
    limit: LIMIT,
  }),
};
