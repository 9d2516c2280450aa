import { QuestionGroup } from '../../flows/questions';
import { FLOWS, FLOWS_ALONE, first } from './flow-pieces';
import { type KqlQuestion, KqlShow } from './kql-question';

const LIMIT = 100;

export const ANALYTICS_DELAY: KqlQuestion = {
  name: 'analytics-delay',
  group: QuestionGroup.QUALITY,
  title: 'How late do flows arrive in the workspace?',
  about:
    'Minutes from the end of an interval to its arrival, by flow log: an alert whose window is shorter than the ' +
    `interval and this together misses flows. Quantiles are estimates. The ${LIMIT} latest.`,
  tables: FLOWS_ALONE,
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
  show: KqlShow.TABLE,
};
