import type { DeployedFlowLog, DeployedFlowLogs } from '../../../aws/deployer/deployed-flow-log';
import { DestinationType, TargetKind } from '../../../aws/flow-log';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { type AwsFlowLog, addressIn, isAwsFlowLog, type ResourceModel, type Value } from '../../facts';
import { validFlowLog } from '../../facts/valid-flow-log';
import { templateModel } from './template-model';

/**
 * Returns the flow logs of the stacks of an app for its deployer's policies.
 *
 * @param model the resource model of the stacks, which rules check, too
 * @throws RejectedFlowLogError if AWS rejects a flow log
 */
export function deployedFlowLogs(
  stacks: readonly TemplateStack[],
  model: ResourceModel = templateModel(stacks),
): DeployedFlowLogs {
  const byAddress = new Map(model.flowLogs.filter(isAwsFlowLog).map((flowLog) => [flowLog.address, flowLog]));
  return (stack) =>
    stack.resources.flatMap((resource) => {
      const flowLog = byAddress.get(addressIn({ name: stack.id }, resource.logicalId));
      return flowLog ? [{ stack, resource, ...valuesOf(flowLog) }] : [];
    });
}

function valuesOf(flowLog: AwsFlowLog): Omit<DeployedFlowLog, 'stack' | 'resource'> {
  const { destinationType, targetKind, format, formatProblem } = validFlowLog(flowLog);
  const formatReason = format.known ? formatProblem : format.reason;
  return {
    title: flowLog.title,
    destinationTypes: possible(destinationType, flowLog.destinationType, Object.values(DestinationType), []),
    targetKinds: possible(
      targetKind,
      flowLog.targetKind,
      Object.values(TargetKind),
      Object.values(TargetKind),
    ),
    ...(format.known && format.value && { format: format.value }),
    problems: [
      ...(formatReason === undefined ? [] : [`permissions for its fields are unknown: ${formatReason}`]),
      ...(destinationType.known
        ? []
        : [`permissions for its delivery depend on its destination type: ${destinationType.reason}`]),
      ...(targetKind.known
        ? []
        : [`the kind of its target is unknown, all kinds are allowed: ${targetKind.reason}`]),
    ],
  };
}

/** The values that a value can have: those of an unknown value are its candidates, or else a substitute. */
function possible<T extends string>(
  value: Value<T>,
  written: Value<string | undefined>,
  all: readonly T[],
  otherwise: readonly T[],
): readonly T[] {
  if (value.known) return [value.value];
  const candidates = written.known ? [] : (written.candidates ?? []);
  const found = all.filter((each) => candidates.includes(each));
  return found.length > 0 ? found : otherwise;
}
