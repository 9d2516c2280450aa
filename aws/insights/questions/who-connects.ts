import { WHO_CONNECTS as QUESTION } from '../../../flows/questions/who-connects';
import { insightsQuestion } from '../insights-question';
import { ACCEPTED, DESTINATION, OPENED, OPENER_NOTE, RECORDS, SOURCE, TO_INSIDE } from '../query-pieces';
import { queryText } from '../query-text';

export const WHO_CONNECTS = insightsQuestion(QUESTION, {
  notes: `Counts accepted connections, most destinations first. ${OPENER_NOTE}`,
  limit: 20,
  steps: [
    ACCEPTED,
    TO_INSIDE,
    OPENED,
    queryText`stats count_distinct(${DESTINATION}) as destinations, ${RECORDS} by ${SOURCE}`,
    queryText`sort destinations desc`,
  ],
});
