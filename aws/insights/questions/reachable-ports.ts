import { REACHABLE_PORTS as QUESTION } from '../../../flows/questions/reachable-ports';
import { VpcField } from '../../fields';
import { connections } from '../connection-commands';
import { FlowMeasure } from '../flow-columns';
import { insightsQuestion } from '../insights-question';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, ESTIMATED, OUTSIDE, SOURCE_OPENS } from '../notes';
import { OPENINGS, REACHED, VOLUME } from '../result-columns';
import { distinct, FROM_OUTSIDE, groupedBy, IS_OPENER_KNOWN, where } from '../results';

export const REACHABLE_PORTS = insightsQuestion(QUESTION, {
  notes: `${OUTSIDE} ${SOURCE_OPENS} ${COUNTED_ONCE} ${CONNECTIONS_COUNTED} ${ESTIMATED}`,
  limit: 50,
  steps: [
    { needs: [[VpcField.ACTION]], in: () => '' },
    connections(FlowMeasure.BYTES, FlowMeasure.ANSWERS),
    FROM_OUTSIDE,
    where('seen_forth = 1'),
    groupedBy({
      by: ['destination', 'port', 'protocol', IS_OPENER_KNOWN],
      show: [REACHED, distinct({ sources: '`source`' }), OPENINGS, VOLUME],
      first: ['sources', 'connections', 'total_bytes'],
    }),
  ],
});
