import { isTransitGatewayKind } from '../../aws/flow-log';
import { Cloud, isAwsFlowLog } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { flowLogExample } from '../rule-support/examples';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { least } from '../rule-support/greatest';
import { standardRequires } from '../rule-support/required-by';
import { fail, pass, type RequirementRule } from '../rule-support/rule';
import { Severity } from '../severity';

export const AGGREGATION_INTERVAL: RequirementRule = {
  id: 'FLS302',
  name: 'aggregation-interval',
  title: 'the aggregation interval is at most the interval that the standard allows',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS],
  why: 'A record does not show the order of events within its aggregation interval.',
  fix: 'set MaxAggregationInterval to 60',
  bad: flowLogExample({ MaxAggregationInterval: 600 }),
  good: flowLogExample({ MaxAggregationInterval: 60 }),

  evaluate(flowLog, requirements) {
    const most = least(requirements.map(({ aws }) => aws.maxAggregationSeconds));
    if (!isAwsFlowLog(flowLog) || most === undefined) return undefined;
    const [verdict] = whenKnown(flowLog, flowLog.interval, (given, at) => {
      const { transitGatewayInterval: ofTransit } = DEFAULTS;
      // valid for every kind of target
      if (given !== undefined && given === ofTransit && given <= most) return pass(flowLog);
      return whenKnown(flowLog, flowLog.targetKind, (kind) => {
        const transit = isTransitGatewayKind(kind);
        const seconds = given ?? (transit ? ofTransit : DEFAULTS.interval);
        if (seconds <= most) return pass(flowLog);
        const actual = given === undefined ? `${seconds} seconds by default` : `${seconds} seconds`;
        return fail(flowLog, `the interval is ${actual}; ${standardRequires(requirements)} at most ${most}`, {
          fix: `set the interval to ${most}`,
          at,
        });
      });
    });
    return verdict;
  },
};
