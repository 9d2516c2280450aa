import { TCP_TRAFFIC_BY_SOURCE as QUESTION } from '../../../flows/questions/tcp-traffic-by-source';
import { connections } from '../connection-commands';
import { FlowMeasure } from '../flow-columns';
import { insightsQuestion } from '../insights-question';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, ESTIMATED, SOURCE_OPENS } from '../notes';
import { OPENINGS, RECORDS, REJECTED_CONNECTIONS, TIMES, VOLUME } from '../result-columns';
import { distinct, groupedBy, IS_OPENER_KNOWN, where } from '../results';

export const TCP_TRAFFIC_BY_SOURCE = insightsQuestion(QUESTION, {
  notes: `${SOURCE_OPENS} ${COUNTED_ONCE} ${CONNECTIONS_COUNTED} ${ESTIMATED}`,
  limit: 50,
  steps: [
    connections(FlowMeasure.BYTES, FlowMeasure.RECORDS, FlowMeasure.TIMES),
    where('protocol = 6'),
    groupedBy({
      by: ['`source`', IS_OPENER_KNOWN],
      show: [distinct('destinations', 'ports'), ...[REJECTED_CONNECTIONS, OPENINGS, VOLUME, RECORDS, TIMES]],
      first: ['connections', 'total_bytes'],
    }),
  ],
});
