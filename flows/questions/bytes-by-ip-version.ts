import { type Question, QuestionGroup } from './question';
import { ascending, MEASURES, SEEN_TWICE, TRAFFIC } from './sql';

export const BYTES_BY_IP_VERSION: Question = {
  name: 'bytes-by-ip-version',
  group: QuestionGroup.VOLUME,
  title: 'How much is IPv4, how much IPv6?',
  about: `Bytes by version of the protocol: 4, 6. ${SEEN_TWICE}`,
  needs: ['src_addr', 'bytes_out'],
  alsoKnownAs: ['IPv4Traffic', 'IPv6Traffic'],
  sql: `select
  ip_version,
  ${MEASURES}
from flows
where ${TRAFFIC}
group by 1
order by ${ascending(1)}`,
};
