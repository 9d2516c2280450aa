import { WHO_CONNECTS as QUESTION } from '../../../flows/questions/who-connects';
import { connections } from '../connection-commands';
import { FlowMeasure } from '../flow-columns';
import { insightsQuestion } from '../insights-question';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, ESTIMATED, OUTSIDE, SOURCE_OPENS } from '../notes';
import { OPENINGS, RECORDS, REJECTED_CONNECTIONS, TIMES, VOLUME } from '../result-columns';
import { distinct, FROM_OUTSIDE, groupedBy, IS_OPENER_KNOWN } from '../results';

export const WHO_CONNECTS = insightsQuestion(QUESTION, {
  notes: `Flow logs contain no countries. ${OUTSIDE} ${SOURCE_OPENS} ${COUNTED_ONCE} ${CONNECTIONS_COUNTED} ${ESTIMATED}`,
  limit: 50,
  steps: [
    connections(FlowMeasure.BYTES, FlowMeasure.RECORDS, FlowMeasure.TIMES),
    FROM_OUTSIDE,
    groupedBy({
      by: ['`source`', IS_OPENER_KNOWN],
      show: [distinct('destinations', 'ports'), ...[REJECTED_CONNECTIONS, OPENINGS, VOLUME, RECORDS, TIMES]],
      first: ['connections', 'total_bytes'],
    }),
  ],
});
