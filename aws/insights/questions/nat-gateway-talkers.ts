import { NAT_GATEWAY_TALKERS as QUESTION } from '../../../flows/questions/nat-gateway-talkers';
import { VpcField } from '../../fields';
import { insightsQuestion } from '../insights-question';
import { isInternal } from '../internal-addresses';
import { BYTES_SENT, ROUNDED_NOTE } from '../query-pieces';
import { firstOf, queryText, whereKnown } from '../query-text';

export const NAT_GATEWAY_TALKERS = insightsQuestion(QUESTION, {
  notes:
    'By source and destination. Counts records whose packets continue to a public address behind the logged ' +
    'interface, as those of NAT gateways do. If the format has ${interface-type}, only the records of NAT gateways ' +
    'count. ' +
    ROUNDED_NOTE,
  limit: 20,
  steps: [
    queryText`filter ${VpcField.PKT_DSTADDR} != "-" and ${VpcField.PKT_DSTADDR} != ${VpcField.DSTADDR}`,
    queryText`filter not (${isInternal(firstOf(VpcField.PKT_DSTADDR))})`,
    whereKnown(queryText`filter ${VpcField.INTERFACE_TYPE} like "nat_gateway"`),
    queryText`stats ${BYTES_SENT} by ${VpcField.PKT_SRCADDR}, ${VpcField.PKT_DSTADDR}`,
    queryText`sort bytes_sent desc`,
  ],
});
