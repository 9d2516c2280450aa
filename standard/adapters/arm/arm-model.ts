import type { DeploymentUnit, FlowLog, ResourceModel } from '../../facts';
import { Cloud, isAzureFlowLog, unknown } from '../../facts';
import type { DeclaredResource } from '../providers/declared-resource';
import { providerModel } from '../providers/provider-model';
import { type ArmResource, ArmResources, declaredArmResource } from './arm-resource';
import { atProperties } from './property-names';

/** A resource that exists only under conditions. */
export interface ConditionalResource extends ArmResource {
  /** Conditions that are known only during the deployment, by their canonical texts. */
  readonly conditions: readonly { readonly text: string; readonly reason: string }[];
}

/** Builds the resource model of the resources of one deployment. */
export function armModel(resources: readonly ConditionalResource[], unit: DeploymentUnit): ResourceModel {
  const all = new ArmResources(resources);
  const declared = resources.flatMap((resource): DeclaredResource[] => {
    const found = declaredArmResource(resource, all, unit);
    return found ? [found] : [];
  });
  const model = providerModel(declared);
  const byAddress = new Map(declared.map(({ address, fact }, index) => [fact.address, { address, index }]));
  const conditionsOf = new Map(resources.map(({ localName, conditions }) => [localName, conditions]));
  const conditionsAt = (address: string) => conditionsOf.get(byAddress.get(address)?.address ?? '') ?? [];
  return {
    ...model,
    flowLogs: model.flowLogs.map((flowLog) => atProperties(withConditions(flowLog, conditionsAt))),
  };
}

/**
 * Makes it unknown whether a flow log is enabled, if it is unknown whether the flow log exists. A flow log under the conditions
 * of its target exists if its target does.
 */
function withConditions(
  flowLog: FlowLog,
  conditionsAt: (address: string) => ConditionalResource['conditions'],
): FlowLog {
  if (!isAzureFlowLog(flowLog)) return flowLog;
  const { target } = flowLog;
  const ofTarget = new Set(target.known ? conditionsAt(target.value).map(({ text }) => text) : []);
  const [open] = conditionsAt(flowLog.address).filter(({ text }) => !ofTarget.has(text));
  if (!open || (flowLog.enabled.known && !flowLog.enabled.value)) return flowLog;
  return {
    ...flowLog,
    cloud: Cloud.AZURE,
    enabled: unknown(`its condition is not known: ${open.reason}`, 'condition'),
  };
}
