import { QuestionGroup } from '../../../flows/questions/question';
import { connections } from '../connection-commands';
import { FlowMeasure } from '../flow-columns';
import { insightsQuestion } from '../insights-question';
import { COUNTED_ONCE, ESTIMATED, ROUNDED, SOURCE_OPENS } from '../notes';
import { VOLUME } from '../result-columns';
import { distinct, groupedBy, IS_OPENER_KNOWN, where } from '../results';

export const UDP_SOURCES = insightsQuestion(
  {
    name: 'udp-sources',
    group: QuestionGroup.ENDPOINTS,
    title: 'Which addresses send UDP?',
    summary: 'Sources of UDP flows by bytes in both directions, the largest first.',
  },
  {
    notes: `${SOURCE_OPENS} ${COUNTED_ONCE} ${ROUNDED} ${ESTIMATED}`,
    limit: 50,
    steps: [
      connections(FlowMeasure.BYTES),
      where('protocol = 17'),
      groupedBy({
        by: ['`source`', IS_OPENER_KNOWN],
        show: [distinct('destinations', 'ports'), VOLUME],
        first: ['total_bytes'],
      }),
    ],
  },
);
