import { MEASURE_COLUMNS } from './columns';
import { COUNTED_TWICE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { ascending, MEASURES, TRAFFIC } from './sql/expressions';

export const BYTES_BY_IP_VERSION = sqlQuestion({
  name: 'bytes-by-ip-version',
  group: QuestionGroup.VOLUME,
  title: 'How much traffic is IPv4 and how much is IPv6?',
  summary: 'Bytes by IP version: 4 or 6.',
  notes: COUNTED_TWICE,
  columns: { keys: ['ip_version'], values: MEASURE_COLUMNS },
  needs: ['src_addr', 'bytes_out'],
  alsoKnownAs: ['IPv4Traffic', 'IPv6Traffic'],
  sql: `select
  ip_version,
  ${MEASURES}
from flows
where ${TRAFFIC}
group by 1
order by ${ascending(1)}`,
});
