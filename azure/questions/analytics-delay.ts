import { QuestionFilter } from '../../flows/questions/filters';
import { type Question, QuestionGroup } from '../../flows/questions/question';
import { FLOWS, FLOWS_TABLE } from './kql/analytics-rows';
import { isSelected } from './kql/filters';
import { middleOf } from './kql/irregular-hours';
import { kqlQuestion } from './kql-question';

const QUESTION: Question = {
  name: 'analytics-delay',
  group: QuestionGroup.QUALITY,
  title: 'How late do flows arrive in the workspace?',
  summary: 'Minutes from the end of an interval to its arrival, by flow log, the latest first.',
  columns: { keys: ['flow_log', 'interval_minutes'], values: ['records', 'median_minutes', 'most_minutes'] },
  limit: 100,
};

export const ANALYTICS_DELAY = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes:
    'An alert misses flows if its window is shorter than the sum of the interval and this delay. The median is the ' +
    'lesser of two middle values, of the intervals by their last record.',
  filters: [QuestionFilter.FLOW_LOG],
  select: `${FLOWS}
| where ${isSelected(QuestionFilter.FLOW_LOG, 'FlowLogResourceId')}
| extend
    interval_minutes = datetime_diff("minute", FlowIntervalEndTime, FlowIntervalStartTime),
    late_minutes = datetime_diff("minute", TimeGenerated, FlowIntervalEndTime)
| summarize rows_of_interval = count(), late_minutes = max(late_minutes)
    by flow_log = FlowLogResourceId, interval_minutes, FlowIntervalEndTime
| summarize
    records = sum(rows_of_interval),
    sorted = array_sort_asc(make_list(late_minutes)),
    most_minutes = max(late_minutes)
    by flow_log, interval_minutes
| extend median_minutes = ${middleOf('sorted')}`,
  order: ['most_minutes desc'],
});
