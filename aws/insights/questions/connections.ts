import { QuestionGroup } from '../../../flows/questions/question';
import { connections } from '../connection-commands';
import { FlowMeasure } from '../flow-columns';
import { insightsQuestion } from '../insights-question';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, SOURCE_OPENS } from '../notes';
import { OPENINGS, REACHED, RECORDS, TIMES, VOLUME } from '../result-columns';
import { groupedBy } from '../results';

export const CONNECTIONS = insightsQuestion(
  {
    name: 'connections',
    group: QuestionGroup.ENDPOINTS,
    title: 'Which connections are there?',
    summary:
      'Connections by bytes in both directions, the largest first: both ends, the opener, verdicts, and times.',
  },
  {
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
  },
);
