import { isTransitGatewayKind } from '../../aws/flow-log';
import { Cloud } from '../facts';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { Severity } from '../severity';

export const TRAFFIC_TYPE: Rule = {
  id: 'FLS301',
  name: 'traffic-type',
  title: 'the traffic that the standard asks for is logged',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'Rejected traffic alone shows who knocked, and not who came in.',
  fix: 'set TrafficType to ALL',
  bad: flowLogExample({ TrafficType: 'REJECT' }),
  good: flowLogExample({ TrafficType: 'ALL' }),

  check(model, standard) {
    const wanted = standard.aws.traffic;
    if (wanted === undefined) return [];
    return forEachAwsFlowLog(model, (flowLog) => {
      const { targetKind } = flowLog;
      // transit gateways log all, and take no choice
      if (targetKind.known && isTransitGatewayKind(targetKind.value)) return pass(flowLog);
      return whenKnown(flowLog, flowLog.traffic, (traffic, at) => {
        if (traffic === wanted || traffic === 'ALL') return pass(flowLog);
        return whenKnown(flowLog, targetKind, () =>
          fail(flowLog, `traffic is ${traffic ?? 'not said'}, and the standard asks for ${wanted}`, {
            fix: `set the traffic type to ${wanted}`,
            at,
          }),
        );
      });
    });
  },
};
