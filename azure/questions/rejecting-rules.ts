import { NETWORK_COLUMNS, SEEN_COLUMNS } from '../../flows/questions/columns';
import { type Question, QuestionGroup } from '../../flows/questions/question';
import { analyticsConnections } from './kql/analytics-connections';
import { FLOWS_TABLE, IS_REJECTED, RULE } from './kql/analytics-rows';
import { grouped, REJECTED_FIRST } from './kql/connection-measures';
import { FLOW_FILTERS } from './kql/filters';
import { AGGREGATED, NETWORK_OF_END, REJECTED_FLOWS_COUNTED } from './kql/notes';
import { kqlQuestion } from './kql-question';

const COLUMNS = {
  keys: [...NETWORK_COLUMNS, 'rule_group', 'rule', 'direction'],
  values: ['rejected_connections', 'sources', 'ports', 'rejected_records', ...SEEN_COLUMNS],
};

const QUESTION: Question = {
  name: 'rejecting-rules',
  group: QuestionGroup.VERDICT,
  title: 'Which rules reject traffic?',
  summary: 'Rejected flows by rule group, rule, and direction, most flows first.',
  columns: COLUMNS,
  limit: 50,
};

export const REJECTING_RULES = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: [
    'A flow counts for each rule that denied it, in the direction in which the rule applied.',
    ...[REJECTED_FLOWS_COUNTED, AGGREGATED, NETWORK_OF_END],
  ].join(' '),
  filters: FLOW_FILTERS,
  select: `${analyticsConnections({
    where: IS_REJECTED,
    by: [
      'rule_group = iff(isempty(AclGroup), NsgList, AclGroup)',
      `rule = ${RULE}`,
      'rule_direction = direction',
    ],
  })}connections
| extend direction = rule_direction
${grouped(COLUMNS)}`,
  order: REJECTED_FIRST,
});
