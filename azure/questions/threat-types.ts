import { ChartKind, type Question, QuestionGroup } from '../../flows/questions/question';
import { FLOWS_AND_ADDRESSES, RECORD_NOTE } from './kql/expressions';
import { MALICIOUS_FLOWS } from './kql/malicious-flows';
import { kqlQuestion } from './kql-question';

const QUESTION: Question = {
  name: 'threat-types',
  group: QuestionGroup.SECURITY,
  title: 'Which types of threat are there, and how many addresses has each?',
  summary: 'Malicious addresses and their records by type of threat, most addresses first.',
  columns: { keys: ['threat_type'], values: ['addresses', 'records'] },
  chart: { kind: ChartKind.BAR, x: 'threat_type', y: ['addresses'] },
};

export const THREAT_TYPES = kqlQuestion(QUESTION, {
  tables: FLOWS_AND_ADDRESSES,
  notes: RECORD_NOTE,
  kql: `${MALICIOUS_FLOWS}
| summarize
    addresses = count_distinct(malicious_address),
    records = count()
    by threat_type
| order by addresses desc, threat_type asc`,
});
