import { isTransitGatewayKind } from '../../aws/flow-log';
import { Cloud } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { Severity } from '../severity';

export const AGGREGATION_INTERVAL: Rule = {
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

  check: (model, standard) =>
    forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.interval, (given, at) => {
        const most = standard.aws.maxAggregationSeconds ?? Number.POSITIVE_INFINITY;
        const { transitGatewayInterval: ofTransit } = DEFAULTS;
        // valid for every kind of target
        if (given !== undefined && given === ofTransit && given <= most) return pass(flowLog);
        return whenKnown(flowLog, flowLog.targetKind, (kind) => {
          const transit = isTransitGatewayKind(kind);
          const seconds = given ?? (transit ? ofTransit : DEFAULTS.interval);
          if (seconds <= most) return pass(flowLog);
          const actual = given === undefined ? `${seconds} seconds by default` : `${seconds} seconds`;
          return fail(flowLog, `the interval is ${actual}; the standard allows at most ${most}`, {
            fix: `set the interval to ${most}`,
            at,
          });
        });
      }),
    ),
};
