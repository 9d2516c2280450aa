import { isTransitGatewayKind } from '../../aws/flow-log';
import { Cloud } from '../facts';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { Severity } from '../severity';

export const TRAFFIC_TYPE: Rule = {
  id: 'FLS301',
  name: 'traffic-type',
  title: 'a flow log records the traffic that the standard requires',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'A flow log of rejected traffic shows failed connections, but not the connections that were established.',
  fix: 'set TrafficType to ALL',
  bad: flowLogExample({ TrafficType: 'REJECT' }),
  good: flowLogExample({ TrafficType: 'ALL' }),

  check(model, standard) {
    const required = standard.aws.traffic;
    if (required === undefined) return [];
    return forEachAwsFlowLog(model, (flowLog) => {
      const { targetKind } = flowLog;
      // transit gateways record all traffic and have no traffic type
      if (targetKind.known && isTransitGatewayKind(targetKind.value)) return pass(flowLog);
      return whenKnown(flowLog, flowLog.traffic, (traffic, at) => {
        if (traffic === required || traffic === 'ALL') return pass(flowLog);
        return whenKnown(flowLog, targetKind, () =>
          fail(flowLog, `the traffic type is ${traffic ?? 'not set'}; the standard requires ${required}`, {
            fix: `set the traffic type to ${required}`,
            at,
          }),
        );
      });
    });
  },
};
