import { QuestionGroup } from '../../flows/questions';
import {
  DIRECTION,
  EACH_ADDRESS,
  FLOWS,
  FLOWS_ALONE,
  first,
  IS_REJECTED,
  SEEN,
  WHAT_A_RECORD_IS,
} from './flow-pieces';
import { type KqlQuestion, KqlShow } from './kql-question';

const LIMIT = 50;
/** Older rows have the rule of an NSG only in its own column. */
const RULE = 'rule = iff(isempty(AclRule), NsgRule, AclRule)';

export const REJECTED_TRAFFIC: KqlQuestion = {
  name: 'rejected-traffic',
  group: QuestionGroup.VERDICT,
  title: 'What was turned away?',
  about:
    `Denied records by source, destination, port and the rule that denied them. ${WHAT_A_RECORD_IS} The ${LIMIT} ` +
    'most frequent.',
  tables: FLOWS_ALONE,
  kql: `${FLOWS}
| where ${IS_REJECTED}
${EACH_ADDRESS}
| extend ${RULE}
| summarize
    records = count(),
    ${SEEN}
    by source, destination, dst_port, protocol, rule
${first(LIMIT, 'records desc', 'source', 'destination', 'dst_port', 'protocol', 'rule')}`,
  show: KqlShow.TABLE,
};

export const REJECTING_RULES: KqlQuestion = {
  name: 'rejecting-rules',
  group: QuestionGroup.VERDICT,
  title: 'Which rules turn traffic away?',
  about: `Denied flows by group, rule and direction. ${WHAT_A_RECORD_IS} The ${LIMIT} that deny most flows.`,
  tables: FLOWS_ALONE,
  kql: `${FLOWS}
| where ${IS_REJECTED}
| extend
    rule_group = iff(isempty(AclGroup), NsgList, AclGroup),
    ${RULE},
    direction = ${DIRECTION}
| summarize
    flows = sum(DeniedInFlows + DeniedOutFlows),
    dst_ports = count_distinct(DestPort),
    records = count(),
    ${SEEN}
    by rule_group, rule, direction
${first(LIMIT, 'flows desc', 'rule_group', 'rule', 'direction')}`,
  show: KqlShow.TABLE,
};
