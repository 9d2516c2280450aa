import { ChartKind, type Question, QuestionGroup } from '../../flows/questions/question';
import { FLOWS, FLOWS_TABLE } from './kql/expressions';
import { kqlQuestion } from './kql-question';

const QUESTION: Question = {
  name: 'flows-by-hour',
  group: QuestionGroup.VOLUME,
  title: 'How many flows are accepted and rejected in each hour?',
  summary: 'Accepted and rejected flows by UTC hour, in the order of time.',
  columns: { keys: ['hour'], values: ['accepted', 'rejected'] },
  chart: { kind: ChartKind.TIME, x: 'hour', y: ['accepted', 'rejected'] },
};

export const FLOWS_BY_HOUR = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: 'Counts flows, not records. The hour is that of the first flow of a record.',
  kql: `${FLOWS}
| summarize
    accepted = sum(AllowedInFlows + AllowedOutFlows),
    rejected = sum(DeniedInFlows + DeniedOutFlows)
    by hour = bin(FlowStartTime, 1h)
| order by hour asc`,
});
