import { type Question, QuestionGroup } from '../../flows/questions/question';
import { FLOWS, FLOWS_TABLE, first } from './kql/expressions';
import { kqlQuestion } from './kql-question';

const LIMIT = 100;

const QUESTION: Question = {
  name: 'analytics-delay',
  group: QuestionGroup.QUALITY,
  title: 'How late do flows arrive in the workspace?',
  summary: 'Minutes from the end of an interval to its arrival, by flow log, the latest first.',
  columns: { keys: ['flow_log', 'interval_minutes'], values: ['records', 'median_minutes', 'most_minutes'] },
  limit: LIMIT,
};

export const ANALYTICS_DELAY = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes:
    'An alert misses flows if its window is shorter than the sum of the interval and this delay. Quantiles are ' +
    'estimates.',
  kql: `${FLOWS}
| extend
    interval_minutes = datetime_diff("minute", FlowIntervalEndTime, FlowIntervalStartTime),
    late_minutes = datetime_diff("minute", TimeGenerated, FlowIntervalEndTime)
| summarize
    records = count(),
    median_minutes = percentile(late_minutes, 50),
    most_minutes = max(late_minutes)
    by flow_log = FlowLogResourceId, interval_minutes
${first(LIMIT, 'most_minutes desc', 'flow_log', 'interval_minutes')}`,
});
