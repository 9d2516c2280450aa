import { Relation } from '../relations';
import { END_BYTES_COLUMNS, NETWORK_COLUMNS, SERVICE_COLUMNS } from './columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, OUTSIDE, REJECTED_COUNTED, SOURCE_OPENS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { CONNECTIONS_FIRST, connectionsBy, OPENER, SERVICE } from './sql/connections-by';
import { measuresOfEnds } from './sql/measures-of-ends';

/** Direction from the point of view of our networks. */
const DIRECTION = `case
    when opener = 'unknown' then null
    when client_is_outside and not server_is_outside then 'inbound'
    when server_is_outside and not client_is_outside then 'outbound'
  end as direction`;
const MEASURES = measuresOfEnds();

export const THREATS = sqlQuestion({
  name: 'threats',
  group: QuestionGroup.SECURITY,
  title: 'Which connections involve known malicious addresses?',
  summary:
    'Connections with a known malicious source or destination, by threat, direction, source, destination and port: ' +
    'those with accepted packets before those that were rejected, then most connections first.',
  notes:
    '`direction` is inbound if an address outside opened the connection to one of ours, outbound if one of ours opened ' +
    'it to an address outside, and null if the opener is unknown, or if both ends or neither are outside. `verdict` is ' +
    'accept if a record was accepted. The ' +
    'addresses are those of the threat lists that the rows were enriched with. All versions of a list are one. ' +
    `${OUTSIDE} ${SOURCE_OPENS} ${CONNECTIONS_COUNTED} ${COUNTED_ONCE} ${REJECTED_COUNTED}`,
  columns: {
    keys: [
      ...NETWORK_COLUMNS,
      ...['threat_type', 'threat_source', 'direction'],
      ...[...SERVICE_COLUMNS, 'opener'],
    ],
    values: ['verdict', ...MEASURES.columns],
  },
  limit: 100,
  needs: ['threat_type', 'src_addr', 'dst_addr'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: ['threat_type', 'threat_source', DIRECTION, ...SERVICE, OPENER],
    show: `case when sum(accepted_records) > 0 then 'accept' else 'reject' end as verdict,
  ${MEASURES.show}`,
    where: 'threat_type is not null',
  }),
  order: ['verdict', ...CONNECTIONS_FIRST, 'rejected_connections desc'],
  bytes: END_BYTES_COLUMNS,
});
