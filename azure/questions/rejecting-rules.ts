import { SEEN_COLUMNS } from '../../flows/questions/columns';
import { type Question, QuestionGroup } from '../../flows/questions/question';
import {
  DIRECTION,
  FLOWS,
  FLOWS_TABLE,
  first,
  IS_REJECTED,
  RECORD_NOTE,
  RULE_OF_ROW,
  SEEN,
} from './kql/expressions';
import { kqlQuestion } from './kql-question';

const LIMIT = 50;

const QUESTION: Question = {
  name: 'rejecting-rules',
  group: QuestionGroup.VERDICT,
  title: 'Which rules reject traffic?',
  summary: 'Rejected flows by rule group, rule, and direction, most flows first.',
  columns: {
    keys: ['rule_group', 'rule', 'direction'],
    values: ['flows', 'dst_ports', 'records', ...SEEN_COLUMNS],
  },
  limit: LIMIT,
};

export const REJECTING_RULES = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: RECORD_NOTE,
  kql: `${FLOWS}
| where ${IS_REJECTED}
| extend
    rule_group = iff(isempty(AclGroup), NsgList, AclGroup),
    ${RULE_OF_ROW},
    direction = ${DIRECTION}
| summarize
    flows = sum(DeniedInFlows + DeniedOutFlows),
    dst_ports = count_distinct(DestPort),
    records = count(),
    ${SEEN}
    by rule_group, rule, direction
${first(LIMIT, 'flows desc', 'rule_group', 'rule', 'direction')}`,
});
