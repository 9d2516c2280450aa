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
  title: 'a record sums up no more time than the standard allows',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS],
  why: 'What happened within the window of a record can not be put in order.',
  fix: 'set MaxAggregationInterval to 60',
  bad: flowLogExample({ MaxAggregationInterval: 600 }),
  good: flowLogExample({ MaxAggregationInterval: 60 }),

  check: (model, standard) =>
    forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.interval, (given, at) => {
        const most = standard.aws.maxAggregationSeconds ?? Number.POSITIVE_INFINITY;
        const { transitGatewayInterval: ofTransit } = DEFAULTS;
        // right for every target, whatever it is
        if (given !== undefined && given === ofTransit && given <= most) return pass(flowLog);
        return whenKnown(flowLog, flowLog.targetKind, (kind) => {
          const transit = isTransitGatewayKind(kind);
          const seconds = given ?? (transit ? ofTransit : DEFAULTS.interval);
          if (transit && seconds !== ofTransit) {
            return fail(
              flowLog,
              `the interval is ${seconds} seconds, and transit gateways take ${ofTransit} alone`,
              { fix: `set the interval to ${ofTransit}`, at },
            );
          }
          if (seconds <= most) return pass(flowLog);
          const seen = given === undefined ? `${seconds} seconds, since none is given` : `${seconds} seconds`;
          return fail(flowLog, `the interval is ${seen}, and the standard allows ${most}`, {
            fix: `set the interval to ${most}`,
            at,
          });
        });
      }),
    ),
};
