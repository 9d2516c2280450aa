import { REACHABLE_PORTS as QUESTION } from '../../../flows/questions/reachable-ports';
import { VpcField } from '../../fields';
import { connections } from '../connection-commands';
import { FlowMeasure } from '../flow-columns';
import { insightsQuestion } from '../insights-question';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, ESTIMATED, OUTSIDE, SOURCE_OPENS } from '../notes';
import { OPENINGS, REACHED, REACHING_SOURCES, TIMES, VOLUME } from '../result-columns';
import { FROM_OUTSIDE, groupedBy, IS_OPENER_KNOWN } from '../results';

export const REACHABLE_PORTS = insightsQuestion(QUESTION, {
  notes: `${OUTSIDE} ${SOURCE_OPENS} ${COUNTED_ONCE} ${CONNECTIONS_COUNTED} ${ESTIMATED}`,
  limit: 50,
  steps: [
    { needs: [[VpcField.ACTION]], in: () => '' },
    connections(FlowMeasure.BYTES, FlowMeasure.ANSWERS, FlowMeasure.TIMES),
    FROM_OUTSIDE,
    groupedBy({
      by: ['destination', 'port', 'protocol', IS_OPENER_KNOWN],
      show: [REACHED, REACHING_SOURCES, OPENINGS, VOLUME, TIMES],
      having: 'reached = 1',
      first: ['sources', 'connections', 'total_bytes'],
    }),
  ],
});
