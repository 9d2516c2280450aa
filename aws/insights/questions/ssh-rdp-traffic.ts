import { SSH_RDP_TRAFFIC as QUESTION } from '../../../flows/questions/ssh-rdp-traffic';
import { connections } from '../connection-commands';
import { FlowMeasure } from '../flow-columns';
import { insightsQuestion } from '../insights-question';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, SOURCE_OPENS } from '../notes';
import { OPENINGS, RECORDS, REJECTED_CONNECTIONS, TIMES, VOLUME } from '../result-columns';
import { groupedBy, IS_OPENER_KNOWN, where } from '../results';

export const SSH_RDP_TRAFFIC = insightsQuestion(QUESTION, {
  notes: `${SOURCE_OPENS} ${COUNTED_ONCE} ${CONNECTIONS_COUNTED}`,
  limit: 50,
  steps: [
    connections(FlowMeasure.BYTES, FlowMeasure.RECORDS, FlowMeasure.TIMES),
    where('port in [22, 3389]'),
    groupedBy({
      by: ['`source`', 'destination', 'port', 'protocol', IS_OPENER_KNOWN],
      show: [REJECTED_CONNECTIONS, OPENINGS, VOLUME, RECORDS, TIMES],
      first: ['connections', 'total_bytes', 'rejected_connections'],
    }),
  ],
});
