import { type AwsFlowLog, Cloud } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { bucketExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const DELIVERY_PERMISSION: Rule = {
  id: 'FLS407',
  name: 'delivery-permission',
  title: 'the service that delivers is let in',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS],
  why: 'A flow log whose delivery is refused is made all the same, says so in its status only, and records nothing.',
  fix: 'let delivery.logs.amazonaws.com write, or give the flow log a role that may',
  bad: bucketExample(
    {},
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: '*',
    },
  ),
  good: bucketExample(
    {},
    {
      Effect: 'Allow',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: '*',
    },
  ),

  check: (model) =>
    forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.destinationType, (type = DEFAULTS.destinationType) => {
        // a role writes log events; the service itself writes objects and streams
        if (type === DEFAULTS.destinationType) {
          return whenKnown(flowLog, flowLog.deliveryRole, (hasRole, at) =>
            hasRole
              ? letIn(flowLog)
              : fail(flowLog, 'no role is given by which log events could be written', {
                  fix: 'give a role that vpc-flow-logs.amazonaws.com may assume, and that may write log events',
                  at,
                }),
          );
        }
        return letIn(flowLog);
      }),
    ),
};

function letIn(flowLog: AwsFlowLog): Verdict[] {
  return whenKnown(flowLog, flowLog.destination, (destination, at) =>
    whenKnown(flowLog, destination.refusal, (refusal) =>
      refusal === undefined
        ? pass(flowLog)
        : fail(flowLog, `delivery to ${destination.title} is refused: ${refusal}`, {
            at,
            related: [{ label: 'where delivery is refused', fact: destination }],
          }),
    ),
  );
}
