import { QuestionGroup } from '../../flows/questions';
import {
  ACTION,
  ADDRESSES,
  DIRECTION,
  EACH_ADDRESS,
  FLOWS,
  FLOWS_AND_ADDRESSES,
  first,
  IS_FROM_OUTSIDE,
  MEASURES,
  SEEN,
  SEEN_TWICE,
  WHAT_A_RECORD_IS,
} from './flow-pieces';
import { type KqlQuestion, KqlShow } from './kql-question';

const LIMIT = 100;

/** Flows with an address that threat intelligence of Microsoft names, and why it does. */
const MALICIOUS = `${ADDRESSES}
${FLOWS}
| where FlowType == "MaliciousFlow"
${EACH_ADDRESS}
| extend malicious_address = iff(${IS_FROM_OUTSIDE}, source, destination)
| lookup kind=leftouter addresses on $left.malicious_address == $right.address
| extend threat_type = iff(isempty(threat_type), "unknown", threat_type)`;

export const THREATS: KqlQuestion = {
  name: 'threats',
  group: QuestionGroup.SECURITY,
  title: 'Which traffic touches malicious addresses?',
  about:
    'Flows that Traffic Analytics calls malicious, by the types of threat that the address is known for, ends, port ' +
    `and verdict; \`unknown\` where the details of the address are not there yet. ${WHAT_A_RECORD_IS} ${SEEN_TWICE} ` +
    `The ${LIMIT} most frequent.`,
  tables: FLOWS_AND_ADDRESSES,
  kql: `${MALICIOUS}
| extend direction = ${DIRECTION}, action = ${ACTION}
| summarize
    ${MEASURES},
    ${SEEN}
    by threat_type, source, destination, dst_port, protocol, direction, action
${first(LIMIT, 'records desc', 'threat_type', 'source', 'destination', 'dst_port', 'protocol', 'direction', 'action')}`,
  show: KqlShow.TABLE,
};

export const THREAT_TYPES: KqlQuestion = {
  name: 'threat-types',
  group: QuestionGroup.SECURITY,
  title: 'Which types of threat are there, and how many?',
  about: `Malicious addresses and their records by type of threat. ${WHAT_A_RECORD_IS}`,
  tables: FLOWS_AND_ADDRESSES,
  kql: `${MALICIOUS}
| summarize
    addresses = count_distinct(malicious_address),
    records = count()
    by threat_type
| order by addresses desc, threat_type asc`,
  show: KqlShow.BAR,
};
