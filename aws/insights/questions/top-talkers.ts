import { TOP_TALKERS as QUESTION } from '../../../flows/questions/top-talkers';
import { connections } from '../connection-commands';
import { FlowMeasure } from '../flow-columns';
import { insightsQuestion } from '../insights-question';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, ROUNDED, SOURCE_OPENS } from '../notes';
import { OPENINGS, RECORDS, VOLUME } from '../result-columns';
import { groupedBy, IS_OPENER_KNOWN } from '../results';

export const TOP_TALKERS = insightsQuestion(QUESTION, {
  notes: `${SOURCE_OPENS} ${COUNTED_ONCE} ${CONNECTIONS_COUNTED} ${ROUNDED}`,
  limit: 50,
  steps: [
    connections(FlowMeasure.BYTES, FlowMeasure.RECORDS),
    groupedBy({
      by: ['`source`', 'destination', IS_OPENER_KNOWN],
      show: [OPENINGS, VOLUME, RECORDS],
      first: ['total_bytes'],
    }),
  ],
});
