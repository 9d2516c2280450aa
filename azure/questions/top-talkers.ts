import { QuestionGroup } from '../../flows/questions';
import { ALL_BYTES, EACH_ADDRESS, FLOWS, FLOWS_ALONE, first, MEASURES, SEEN_TWICE } from './flow-pieces';
import { type KqlQuestion, KqlShow } from './kql-question';

const LIMIT = 50;

export const TOP_TALKERS: KqlQuestion = {
  name: 'top-talkers',
  group: QuestionGroup.WHO,
  title: 'Who talks most to whom?',
  about: `Pairs of addresses by bytes, both ways. ${SEEN_TWICE} The ${LIMIT} largest.`,
  tables: FLOWS_ALONE,
  kql: `${FLOWS}
${EACH_ADDRESS}
| summarize
    ${MEASURES}
    by source, destination
${first(LIMIT, `${ALL_BYTES} desc`, 'source', 'destination')}`,
  show: KqlShow.TABLE,
};
