import { REJECTED_TRAFFIC as QUESTION } from '../../../flows/questions/rejected-traffic';
import { VpcField } from '../../fields';
import { connections } from '../connection-commands';
import { FlowMeasure } from '../flow-columns';
import { insightsQuestion } from '../insights-question';
import { SOURCE_OPENS } from '../notes';
import { REASON, REJECTED_CONNECTIONS, REJECTED_VOLUME, TIMES } from '../result-columns';
import { groupedBy, IS_OPENER_KNOWN, where } from '../results';

export const REJECTED_TRAFFIC = insightsQuestion(QUESTION, {
  notes: `${SOURCE_OPENS} Times include accepted records of the same connection.`,
  limit: 50,
  steps: [
    { needs: [[VpcField.ACTION]], in: () => '' },
    connections(FlowMeasure.REJECTED, FlowMeasure.TIMES),
    where('rejected_count > 0'),
    groupedBy({
      by: ['`source`', 'destination', 'port', 'protocol', REASON, IS_OPENER_KNOWN],
      show: [REJECTED_CONNECTIONS, REJECTED_VOLUME, TIMES],
      first: ['rejected_connections', 'rejected_packets'],
    }),
  ],
});
