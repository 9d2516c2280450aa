import { COUNTED_TWICE } from '../../../flows/questions/notes';
import { TRAFFIC_SURGES as QUESTION } from '../../../flows/questions/traffic-surges';
import { insightsQuestion } from '../insights-question';
import { BY_SUBNET, BYTES_SENT, DESTINATION, ROUNDED_NOTE, WITH_TRAFFIC } from '../query-pieces';
import { queryText } from '../query-text';

export const TRAFFIC_SURGES = insightsQuestion(QUESTION, {
  notes: `By destination, and by subnet if the format has it, most bytes first. ${COUNTED_TWICE} ${ROUNDED_NOTE}`,
  limit: 20,
  steps: [
    WITH_TRAFFIC,
    queryText`stats ${BYTES_SENT} by ${BY_SUBNET}${DESTINATION}, bin(1h) as since`,
    queryText`sort bytes_sent desc`,
  ],
});
