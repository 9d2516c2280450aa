import { Relation } from '../relations';
import { BASELINE_NOTE, noBaselineNote, SURGE } from './baseline';
import { NETWORK_COLUMNS } from './columns';
import { AT_EACH_INTERFACE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { IRREGULAR_MEASURES, irregularHours } from './sql/irregular-hours';

const INTERFACE = [...NETWORK_COLUMNS, 'interface'];

export const TRAFFIC_SURGES = sqlQuestion({
  name: 'traffic-surges',
  group: QuestionGroup.PATTERN,
  title: 'Where and when does traffic surge?',
  summary:
    'Hours (UTC) in which a logged interface had much more traffic than in the same hour of the days before, the ' +
    'largest excess first.',
  notes: `${BASELINE_NOTE} ${noBaselineNote('interface')} ${AT_EACH_INTERFACE}`,
  columns: { keys: [...INTERFACE, 'kind', 'hour'], values: IRREGULAR_MEASURES },
  limit: 100,
  needs: ['start_time', 'src_addr', 'dst_addr', 'bytes_out'],
  from: Relation.INTERFACE_HOURS,
  ...irregularHours({
    keys: INTERFACE,
    shown: [...INTERFACE, 'kind', 'hour'],
    combinedBy: INTERFACE,
    kind: `'${SURGE}'`,
    hours: `select ${INTERFACE.join(', ')}, hour, sum(bytes) as bytes
from interface_hours
where hour is not null
  and bytes > 0
group by ${INTERFACE.map((_, index) => index + 1).join(', ')}, hour`,
  }),
  bytes: ['bytes'],
});
