import { IRREGULAR_TRAFFIC as QUESTION } from '../../../flows/questions/irregular-traffic';
import { insightsQuestion } from '../insights-question';
import { HOUR_BYTES, ROUNDED_NOTE, SOURCE, USUAL_AND_MOST, WITH_TRAFFIC } from '../query-pieces';
import { queryText } from '../query-text';

export const IRREGULAR_TRAFFIC = insightsQuestion(QUESTION, {
  notes:
    'Compares the largest hour of each source with its average hour, by bytes, the largest ratio first. ' +
    `${ROUNDED_NOTE}`,
  limit: 20,
  steps: [
    WITH_TRAFFIC,
    queryText`stats ${HOUR_BYTES} by ${SOURCE}, bin(1h) as since`,
    queryText`stats ${USUAL_AND_MOST}, most_bytes / usual_bytes as times_usual by ${SOURCE}`,
    queryText`sort times_usual desc`,
  ],
});
