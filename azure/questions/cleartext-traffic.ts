import { QuestionGroup } from '../../flows/questions';
import {
  EACH_ADDRESS,
  FLOWS,
  FLOWS_ALONE,
  first,
  IS_ACCEPTED,
  MEASURES,
  SEEN_TWICE,
  WHAT_A_RECORD_IS,
} from './flow-pieces';
import { type KqlQuestion, KqlShow } from './kql-question';

const LIMIT = 50;

export const CLEARTEXT_TRAFFIC: KqlQuestion = {
  name: 'cleartext-traffic',
  group: QuestionGroup.SECURITY,
  title: 'Which traffic does the network not encrypt?',
  about:
    'Allowed records that say why they are not encrypted by the virtual network; those that say nothing are left ' +
    `out. ${WHAT_A_RECORD_IS} ${SEEN_TWICE} The ${LIMIT} most frequent.`,
  tables: FLOWS_ALONE,
  kql: `${FLOWS}
| where ${IS_ACCEPTED}
| where isnotempty(FlowEncryption) and FlowEncryption !~ "Encrypted"
${EACH_ADDRESS}
| summarize
    ${MEASURES}
    by source, destination, dst_port, protocol, encryption = FlowEncryption
${first(LIMIT, 'records desc', 'source', 'destination', 'dst_port', 'protocol', 'encryption')}`,
  show: KqlShow.TABLE,
};
