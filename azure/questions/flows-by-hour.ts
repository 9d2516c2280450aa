import { NETWORK_COLUMNS } from '../../flows/questions/columns';
import { ChartKind, type Question, QuestionGroup } from '../../flows/questions/question';
import { analyticsConnections } from './kql/analytics-connections';
import { FLOWS_TABLE } from './kql/analytics-rows';
import { grouped } from './kql/connection-measures';
import { FLOW_FILTERS } from './kql/filters';
import { AGGREGATED, FLOWS_COUNTED, HOUR_OF_INTERVAL, NETWORK_OF_END, ONE_POINT } from './kql/notes';
import { kqlQuestion } from './kql-question';

const COLUMNS = { keys: [...NETWORK_COLUMNS, 'hour'], values: ['connections', 'rejected_connections'] };

const QUESTION: Question = {
  name: 'flows-by-hour',
  group: QuestionGroup.VOLUME,
  title: 'How many flows are accepted and rejected in each hour?',
  summary: 'Accepted and rejected flows by UTC hour and network, in the order of time.',
  columns: COLUMNS,
  chart: { kind: ChartKind.TIME, x: 'hour', y: ['connections', 'rejected_connections'] },
};

export const FLOWS_BY_HOUR = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: [FLOWS_COUNTED, HOUR_OF_INTERVAL, ONE_POINT, AGGREGATED, NETWORK_OF_END].join(' '),
  filters: FLOW_FILTERS,
  select: `${analyticsConnections()}connections
${grouped(COLUMNS)}`,
  order: ['hour asc'],
});
