import { QuestionFilter } from '../../flows/questions/filters';
import { type Question, QuestionGroup } from '../../flows/questions/question';
import { FLOW_TABLE_NAME, ROW_ID, TRUNCATED } from '../ingestion/flow-table';
import { isSelected } from './kql/filters';
import { FLOW_TABLE } from './kql/flow-table-rows';
import { kqlQuestion } from './kql-question';

const QUESTION: Question = {
  name: 'delivered-rows',
  group: QuestionGroup.QUALITY,
  title: 'Did every row arrive once and complete?',
  summary:
    'Rows by cloud and flow log: the number of rows, of rows that were delivered twice, and of rows with a truncated ' +
    'value, and the time of the last delivery.',
  columns: {
    keys: ['cloud', 'flow_log_id'],
    values: ['rows', 'delivered_twice', 'truncated', 'last_delivered'],
  },
};

export const DELIVERED_ROWS = kqlQuestion(QUESTION, {
  tables: FLOW_TABLE,
  filters: [QuestionFilter.CLOUD, QuestionFilter.FLOW_LOG],
  select: `${FLOW_TABLE_NAME}
| where (${isSelected(QuestionFilter.CLOUD, 'cloud')}) and (${isSelected(QuestionFilter.FLOW_LOG, 'flow_log_id')})
| summarize
    copies = count(),
    is_truncated = countif(isnotempty(${TRUNCATED})) > 0,
    last_delivered = max(ingestion_time())
    by cloud, flow_log_id, ${ROW_ID}
| summarize
    rows = count(),
    delivered_twice = countif(copies > 1),
    truncated = countif(is_truncated),
    last_delivered = max(last_delivered)
    by cloud, flow_log_id`,
});
