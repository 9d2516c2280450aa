import { Access } from '../../aws/policies/evaluation';
import type { DeliveryStep } from '../delivery/delivery-step';
import { deliverySteps } from '../delivery/delivery-steps';
import { type AwsFlowLog, Cloud, isAwsFlowLog, type ResourceModel } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { deliveryExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule, undecided, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const DELIVERY_PERMISSION: Rule = {
  id: 'FLS407',
  name: 'delivery-permission',
  title: 'the delivery service has write access to the destination',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why:
    'AWS creates a flow log even if its delivery is denied. It shows the error in the status only, and records nothing. ' +
    'The rule evaluates the policies of the bucket, the key and the role for the requests of the delivery: the real key ' +
    'prefix, account, region and service. A denied request is an error. It is a warning if EC2 can add the missing ' +
    'statement to the bucket policy: in the account of the bucket, while it creates the flow log.',
  fix: 'grant write access to delivery.logs.amazonaws.com, or set a delivery role that has write access',
  bad: deliveryExample('AWSLogs/*'),
  good: deliveryExample('net/AWSLogs/*'),

  check: (model, _standard, base) =>
    forEachAwsFlowLog(model, (flowLog) => verdictsOf(flowLog, previousOf(flowLog, base))),
};

function verdictsOf(flowLog: AwsFlowLog, previous: AwsFlowLog | undefined): Verdict[] {
  return whenKnown(flowLog, flowLog.destinationType, (type = DEFAULTS.destinationType) => {
    const steps = deliverySteps(flowLog, type, flowLog.destination);
    const related = flowLog.destination.known
      ? [{ label: 'the destination', fact: flowLog.destination.value }]
      : [];
    const denied = steps.filter(({ access }) => access === Access.DENIED);
    if (denied.length > 0) {
      const wasDelivered = previous !== undefined && isDelivered(previous);
      return denied.map((step) =>
        fail(flowLog, messageOf(step, wasDelivered), {
          ...(step.fix !== undefined && { fix: step.fix }),
          // EC2 adds statements only when it creates a flow log
          ...(!wasDelivered && step.severity !== undefined && { severity: step.severity }),
          at: flowLog.destination.at,
          related,
        }),
      );
    }
    const open = steps.filter(({ access }) => access === Access.UNDECIDED);
    if (open.length === 0) return pass(flowLog);
    return open.map(
      ({ message = '', unknown: value }): Verdict => ({
        ...undecided(flowLog, message, flowLog.destination.at),
        ...(value && { unknown: value }),
      }),
    );
  });
}

function messageOf({ message = '' }: DeliveryStep, wasDelivered: boolean): string {
  return wasDelivered ? `the change stops the delivery: ${message}` : message;
}

function isDelivered(flowLog: AwsFlowLog): boolean {
  const { destinationType, destination } = flowLog;
  if (!destinationType.known) return false;
  const type = destinationType.value ?? DEFAULTS.destinationType;
  return deliverySteps(flowLog, type, destination).every(({ access }) => access === Access.ALLOWED);
}

/** Finds the flow log in the previous version of the app. The addresses of both versions are equal. */
function previousOf({ address }: AwsFlowLog, base: ResourceModel | undefined): AwsFlowLog | undefined {
  return base?.flowLogs.filter(isAwsFlowLog).find((each) => each.address === address);
}
