import { Relation } from '../relations';
import { BASELINE_NOTE, INTERNET, noBaselineNote } from './baseline';
import { NETWORK_COLUMNS } from './columns';
import { COUNTED_ONCE, SOURCE_OPENS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { IRREGULAR_MEASURES, irregularHours } from './sql/irregular-hours';
import { SERVICE_KEYS, serviceHours } from './sql/service-hours';

const NOT_OF_NETWORK = ['opener', 'source', 'destination', 'port', 'protocol'];

export const IRREGULAR_TRAFFIC = sqlQuestion({
  name: 'irregular-traffic',
  group: QuestionGroup.PATTERN,
  title: 'Which traffic is irregular?',
  summary:
    'Hours (UTC) in which a source and a service exchanged much more than in the same hour of the days before, the ' +
    'largest excess first.',
  notes:
    `Kind \`new\`: the first hour of a source and a service. Kind \`volume\`: a later hour. All sources outside are one, \`${INTERNET}\`. ` +
    `${BASELINE_NOTE} ${noBaselineNote('account')} ${SOURCE_OPENS} ${COUNTED_ONCE}`,
  columns: {
    keys: [...NETWORK_COLUMNS, 'kind', ...NOT_OF_NETWORK, 'hour'],
    values: IRREGULAR_MEASURES,
  },
  limit: 100,
  needs: ['start_time', 'src_addr', 'dst_addr', 'protocol', 'bytes_out'],
  from: Relation.CONNECTIONS,
  ...irregularHours({
    keys: [...SERVICE_KEYS, 'source'],
    shown: [...NETWORK_COLUMNS, 'kind', ...NOT_OF_NETWORK, 'hour'],
    combinedBy: ['cloud', 'account_id'],
    kind: "case when is_new then 'new' else 'volume' end",
    hours: serviceHours([`case when client_is_outside then '${INTERNET}' else client end as source`]),
  }),
  bytes: ['bytes'],
});
