import { SECURITY_GROUP } from '../azure/flow-log/target-kind';
import type { Ternary } from '../flows/ternary';
import { type FlowLog, isAzureFlowLog } from './facts';

/** The Azure flow logs that a control concerns, if it does not concern all. */
export enum FlowLogScope {
  /** Flow logs of virtual networks, of their subnets and of network interfaces. */
  VIRTUAL_NETWORKS = 'virtual networks',
  /** Flow logs of network security groups. */
  SECURITY_GROUPS = 'network security groups',
}

/** Whether a flow log is in a scope; `undefined` if its target is unknown. */
export function isInScope(flowLog: FlowLog, scope: FlowLogScope | undefined): Ternary {
  if (scope === undefined || !isAzureFlowLog(flowLog)) return true;
  if (!flowLog.targetKind.known) return undefined;
  return (flowLog.targetKind.value === SECURITY_GROUP) === (scope === FlowLogScope.SECURITY_GROUPS);
}
