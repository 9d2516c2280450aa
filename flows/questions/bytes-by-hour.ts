import { Relation } from '../relations';
import { FLOW_MEASURE_COLUMNS, NETWORK_COLUMNS } from './columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, NETWORK_OF_FLOW } from './notes';
import { ChartKind, QuestionGroup, sqlQuestion } from './question';
import { FLOW_MEASURES, flowsBy } from './sql/flows-by';

export const BYTES_BY_HOUR = sqlQuestion({
  name: 'bytes-by-hour',
  group: QuestionGroup.VOLUME,
  title: 'How much traffic is there in each hour?',
  summary: 'Bytes, connections, and records by UTC hour and network, in the order of time.',
  notes: [
    'The bytes of an AWS record are distributed over its hours in proportion to time. Those of an Azure record belong to ' +
      'the time since the previous record of the flow, at most 5 minutes. Records count in the hour of their start, and on Azure in that of their time.',
    ...[COUNTED_ONCE, NETWORK_OF_FLOW, CONNECTIONS_COUNTED],
  ].join(' '),
  columns: { keys: [...NETWORK_COLUMNS, 'hour'], values: FLOW_MEASURE_COLUMNS },
  chart: { kind: ChartKind.TIME, x: 'hour', y: ['bytes'] },
  needs: ['start_time', 'src_addr', 'dst_addr', 'bytes_out'],
  from: Relation.HOURLY_FLOWS,
  select: flowsBy({ by: ['hour'], show: FLOW_MEASURES }),
  order: ['hour nulls last'],
  bytes: ['bytes'],
});
