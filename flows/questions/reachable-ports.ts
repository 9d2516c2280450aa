import { Relation } from '../relations';
import { END_BYTES_COLUMNS, NETWORK_COLUMNS, SEEN_COLUMNS } from './columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, OUTSIDE, SOURCE_OPENS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { CONNECTIONS_FIRST, connectionsBy, FROM_OUTSIDE, OPENER, OPENINGS, SEEN } from './sql/connections-by';

export const REACHABLE_PORTS = sqlQuestion({
  name: 'reachable-ports',
  group: QuestionGroup.SECURITY,
  title: 'Which ports were reached from outside, and which of them answered?',
  summary:
    'Ports of our addresses that sources outside reached, by destination, port and protocol, most sources first.',
  notes:
    '`reached` is true if packets of a source were accepted, whether or not a program listens. `answered` is true if ' +
    'the destination answered: a SYN with ACK, or bytes to a source; not if it refused TCP connections by a reset. ' +
    'Azure logs no flags, so that the bytes of a refusal count as an answer there. A port that a rule opens is ' +
    'listed with the first accepted packet, also if nothing was measured; `answered` is then false. Ports that only rejected packets are omitted. What a transit gateway forwards counts as accepted. ' +
    `${OUTSIDE} ${SOURCE_OPENS} For protocols without ports, such as ICMP and ESP, AWS does not show the opener: an address ` +
    `outside then counts as the source, whichever end began. ${CONNECTIONS_COUNTED} ${COUNTED_ONCE}`,
  columns: {
    keys: [...NETWORK_COLUMNS, 'destination', 'port', 'protocol', 'opener'],
    values: ['reached', 'answered', 'sources', 'connections', ...END_BYTES_COLUMNS, ...SEEN_COLUMNS],
  },
  limit: 50,
  needs: ['action', 'src_addr', 'dst_addr', 'src_port', 'dst_port', 'protocol'],
  from: Relation.CONNECTIONS,
  select: `select * from (
  ${connectionsBy({
    by: ['server as destination', 'server_port as port', 'protocol', OPENER],
    show: `bool_or(reached) as reached,
  bool_or(answered) as answered,
  count(distinct case when reached then client end) as sources,
  ${OPENINGS},
  sum(bytes_to_server) as bytes_to_destination,
  sum(bytes_to_client) as bytes_to_source,
  ${SEEN}`,
    where: FROM_OUTSIDE,
  })}
) ports
where reached`,
  order: ['sources desc', ...CONNECTIONS_FIRST],
  bytes: END_BYTES_COLUMNS,
});
