import { type AwsFlowLog, Cloud, DestinationKind } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { bucketExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const DELIVERY_PERMISSION: Rule = {
  id: 'FLS407',
  name: 'delivery-permission',
  title: 'the delivery service has write access to the destination',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS],
  why: 'AWS creates a flow log even if its delivery is denied. It shows the error in the status only, and records nothing.',
  fix: 'grant write access to delivery.logs.amazonaws.com, or set a delivery role that has write access',
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
        // the delivery service assumes a role to write log events, and uses its own principal otherwise
        if (type === DEFAULTS.destinationType) {
          return whenKnown(flowLog, flowLog.deliveryRole, (hasRole, at) =>
            hasRole
              ? checkAccess(flowLog)
              : fail(flowLog, 'no delivery role is set; delivery to CloudWatch Logs requires one', {
                  fix: roleAdvice(flowLog),
                  at,
                }),
          );
        }
        return checkAccess(flowLog);
      }),
    ),
};

/** A destination of another type needs no role, but its type. FLS305 reports it too. */
function roleAdvice({ destination }: AwsFlowLog): string {
  return destination.known && destination.value.kind !== DestinationKind.LOG_GROUP
    ? `set the destination type to ${destination.value.kind}`
    : 'set a role that vpc-flow-logs.amazonaws.com can assume and that can write log events';
}

function checkAccess(flowLog: AwsFlowLog): Verdict[] {
  return whenKnown(flowLog, flowLog.destination, (destination, at) =>
    whenKnown(flowLog, destination.refusal, (refusal) =>
      refusal === undefined
        ? pass(flowLog)
        : fail(flowLog, `delivery to ${destination.title} is denied: ${refusal}`, {
            at,
            related: [{ label: 'the destination', fact: destination }],
          }),
    ),
  );
}
