import { ChartKind, type Question, QuestionGroup } from '../../flows/questions/question';
import { analyticsConnections } from './kql/analytics-connections';
import { FLOWS_AND_ADDRESSES } from './kql/analytics-rows';
import { grouped } from './kql/connection-measures';
import { FLOW_FILTERS } from './kql/filters';
import { AGGREGATED, FLOWS_COUNTED, ONE_POINT } from './kql/notes';
import { ADDRESSES, DETAILS_NOTE, WITH_DETAILS } from './kql/public-addresses';
import { kqlQuestion } from './kql-question';

const COLUMNS = {
  keys: ['threat_type'],
  values: ['addresses', 'connections', 'rejected_connections', 'bytes'],
};

const QUESTION: Question = {
  name: 'threat-types',
  group: QuestionGroup.SECURITY,
  title: 'Which types of threat are there, and how many addresses has each?',
  summary: 'Malicious addresses and their flows by type of threat, most addresses first.',
  columns: COLUMNS,
  chart: { kind: ChartKind.BAR, x: 'threat_type', y: ['addresses'] },
};

export const THREAT_TYPES = kqlQuestion(QUESTION, {
  tables: FLOWS_AND_ADDRESSES,
  notes: [DETAILS_NOTE, ONE_POINT, AGGREGATED, FLOWS_COUNTED].join(' '),
  filters: FLOW_FILTERS,
  select: `${ADDRESSES}${analyticsConnections()}connections
| where malicious_records > 0
${WITH_DETAILS}
${grouped(COLUMNS)}`,
  order: ['addresses desc'],
});
