import { REACHABLE_PORTS as QUESTION } from '../../../flows/questions/reachable-ports';
import { VpcField } from '../../fields';
import { insightsQuestion } from '../insights-question';
import {
  ACCEPTED,
  DESTINATION,
  FROM_OUTSIDE,
  OPENED,
  OPENER_NOTE,
  RECORDS,
  SOURCE,
  TO_INSIDE,
} from '../query-pieces';
import { queryText } from '../query-text';

export const REACHABLE_PORTS = insightsQuestion(QUESTION, {
  notes: `Large numbers of sources are estimates. ${OPENER_NOTE}`,
  limit: 20,
  steps: [
    ACCEPTED,
    FROM_OUTSIDE,
    TO_INSIDE,
    OPENED,
    queryText`stats count_distinct(${SOURCE}) as sources, ${RECORDS} by ${DESTINATION}, ${VpcField.DSTPORT}, ${VpcField.PROTOCOL}`,
    queryText`sort sources desc`,
  ],
});
