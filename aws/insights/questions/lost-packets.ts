import { QuestionGroup } from '../../../flows/questions/question';
import { TgwField } from '../../fields';
import { insightsQuestion } from '../insights-question';
import { queryText } from '../query-text';

const LOST = [
  queryText`sum(${TgwField.PACKETS_LOST_NO_ROUTE}) as no_route`,
  queryText`sum(${TgwField.PACKETS_LOST_BLACKHOLE}) as blackhole`,
  queryText`sum(${TgwField.PACKETS_LOST_MTU_EXCEEDED}) as too_large`,
  queryText`sum(${TgwField.PACKETS_LOST_TTL_EXPIRED}) as expired`,
].reduce((all, one) => queryText`${all}, ${one}`);

export const LOST_PACKETS = insightsQuestion(
  {
    name: 'lost-packets',
    group: QuestionGroup.PATH,
    title: 'Which packets did a transit gateway lose?',
    summary: 'Lost packets by attachment and cause, most packets without a route first.',
  },
  {
    steps: [queryText`stats ${LOST} by ${TgwField.TGW_ATTACHMENT_ID}`, queryText`sort no_route desc`],
  },
);
