import { Relation } from '../relations';
import { CONNECTION_COLUMNS, END_BYTES_COLUMNS, NETWORK_COLUMNS, SEEN_COLUMNS } from './columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { BYTES_FIRST, CONNECTION_MEASURES, connectionsBy, SEEN } from './sql/connections-by';

export const CONNECTIONS = sqlQuestion({
  name: 'connections',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which connections are there?',
  summary:
    'Connections by bytes in both directions, the largest first: both ends, the opener, verdicts, and times.',
  notes: [
    'A row is a protocol and both ends with their ports.',
    'The source opened it: according to a record of the same connection within 24 hours (`record`), the number of peers ' +
      'of each end (`peers`), or a port below 1024 (`port`).',
    'Else the opener is `unknown`, ports are null unless they are equal, and all such connections of two ends share a row.',
    'Reached means that a record shows accepted packets of the source, also if another point rejected them. Answered means ' +
      'that the destination replied; it is false if nothing was measured, as in NSG flow logs of version 1.',
    ...[COUNTED_ONCE, CONNECTIONS_COUNTED],
  ].join(' '),
  columns: {
    keys: [
      ...[...NETWORK_COLUMNS, 'protocol'],
      ...['source', 'source_port', 'destination', 'port', 'opener'],
    ],
    values: [
      ...['interface', 'reached', 'answered', ...CONNECTION_COLUMNS],
      ...['reject_reason', 'rule', ...SEEN_COLUMNS],
    ],
  },
  limit: 100,
  needs: ['src_addr', 'dst_addr'],
  from: Relation.CONNECTIONS,
  select: connectionsBy({
    by: [
      ...['protocol', 'client as source', 'client_port as source_port'],
      ...['server as destination', 'server_port as port', 'opener'],
    ],
    show: `min(interface) as interface,
  bool_or(reached) as reached,
  bool_or(answered) as answered,
  ${CONNECTION_MEASURES},
  min(reject_reason) as reject_reason,
  min(rule) as rule,
  ${SEEN}`,
  }),
  order: [BYTES_FIRST],
  bytes: END_BYTES_COLUMNS,
});
