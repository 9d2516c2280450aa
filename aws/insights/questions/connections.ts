import { CONNECTIONS as QUESTION } from '../../../flows/questions/connections';
import { connections } from '../connection-commands';
import { FlowMeasure } from '../flow-columns';
import { insightsQuestion } from '../insights-question';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, SOURCE_OPENS } from '../notes';
import { OPENINGS, REACHED, RECORDS, TIMES, VOLUME } from '../result-columns';
import { groupedBy } from '../results';

export const CONNECTIONS = insightsQuestion(QUESTION, {
  notes: `${SOURCE_OPENS} ${COUNTED_ONCE} ${CONNECTIONS_COUNTED}`,
  limit: 100,
  steps: [
    connections(FlowMeasure.BYTES, FlowMeasure.RECORDS, FlowMeasure.ANSWERS, FlowMeasure.TIMES),
    groupedBy({
      by: ['protocol', '`source`', 'source_port', 'destination', 'port', 'opened_by as opener'],
      show: [REACHED, OPENINGS, VOLUME, RECORDS, TIMES],
      first: ['total_bytes'],
    }),
  ],
});
