import { QuestionGroup } from '../../flows/questions';
import {
  EACH_ADDRESS,
  FLOWS,
  FLOWS_ALONE,
  first,
  IS_ACCEPTED,
  IS_FROM_OUTSIDE,
  NO_PLATFORM,
  WHAT_A_RECORD_IS,
  WITHOUT_PLATFORM,
} from './flow-pieces';
import { type KqlQuestion, KqlShow } from './kql-question';

const LIMIT = 50;

export const REACHABLE_PORTS: KqlQuestion = {
  name: 'reachable-ports',
  group: QuestionGroup.SECURITY,
  title: 'Which ports were reached from the internet?',
  about:
    'Allowed flows that public addresses open into the network; that something answers is not said. ' +
    `${NO_PLATFORM} ${WHAT_A_RECORD_IS} The ${LIMIT} with most sources.`,
  tables: FLOWS_ALONE,
  kql: `${FLOWS}
| where ${IS_ACCEPTED}
| where ${IS_FROM_OUTSIDE}
${EACH_ADDRESS}
${WITHOUT_PLATFORM}
| summarize
    sources = count_distinct(source),
    records = count(),
    bytes_out = sum(bytes_out)
    by destination, dst_port, protocol
${first(LIMIT, 'sources desc, records desc', 'destination', 'dst_port', 'protocol')}`,
  show: KqlShow.TABLE,
};
