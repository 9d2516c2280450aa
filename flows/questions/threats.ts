import { MEASURE_COLUMNS, SEEN_COLUMNS } from './columns';
import { COUNTED_TWICE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { DESTINATION, MEASURES, ranking, SEEN, SOURCE } from './sql/expressions';

const LIMIT = 100;
/** Name of the list without the version that rows of deployed normalizers state, such as `feodo@2026-11-30T10:00:00Z`. */
const LIST = "regexp_replace(threat_source, '@[0-9TZ:-]+$', '')";

export const THREATS = sqlQuestion({
  name: 'threats',
  group: QuestionGroup.SECURITY,
  title: 'Which traffic involves known malicious addresses?',
  summary:
    'Records with a known malicious source or destination, by threat, source, destination, port, and verdict, the ' +
    'most frequent first.',
  notes: `The addresses are those of the threat lists that the rows were enriched with. All versions of a list are one. ${COUNTED_TWICE}`,
  columns: {
    keys: [
      'threat_type',
      'threat_source',
      'source',
      'destination',
      'dst_port',
      'protocol',
      'direction',
      'action',
    ],
    values: [...MEASURE_COLUMNS, ...SEEN_COLUMNS],
  },
  limit: LIMIT,
  needs: ['threat_type', 'src_addr', 'dst_addr'],
  sql: ranking({
    by: [
      'threat_type',
      `${LIST} as threat_source`,
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
});
