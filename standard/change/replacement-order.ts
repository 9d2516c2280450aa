import { PlannedAction } from '../facts';
import { Engine, engineOf } from './engine';
import type { FlowLogChange } from './flow-log-change';
import { isRenamed } from './resource-pairs';

/**
 * Whether the engine creates the new flow log before it deletes the old one. Sources: AWS CloudFormation User Guide, "Update
 * behaviors of stack resources"; Terraform, "The lifecycle meta-argument"; Pulumi, "Resource option: deleteBeforeReplace".
 */
export function createsFirst({ flowLog }: Pick<FlowLogChange, 'flowLog'>): boolean {
  const { planned } = flowLog;
  if (planned?.action === PlannedAction.REPLACE && planned.createsFirst !== undefined)
    return planned.createsFirst;
  const engine = engineOf(flowLog);
  return engine === Engine.CLOUDFORMATION || engine === Engine.PULUMI;
}

/** Whether only the name of a flow log in its engine changes. */
export function isOnlyRenamed({
  flowLog,
  before,
  properties,
  causes,
  network,
  destination,
}: Pick<FlowLogChange, 'flowLog' | 'before' | 'properties' | 'causes' | 'network' | 'destination'>): boolean {
  if (!before || network || destination) return false;
  return isRenamed(before, flowLog) && properties.length === 0 && causes.length === 1;
}

/** Whether a replacement creates a flow log with the same configuration as the old one. */
export function isIdentical(
  change: Pick<FlowLogChange, 'flowLog' | 'before' | 'properties' | 'causes' | 'network' | 'destination'>,
): boolean {
  if (isOnlyRenamed(change)) return true;
  const { flowLog, properties, network, destination } = change;
  const isForced =
    flowLog.planned?.action === PlannedAction.REPLACE &&
    flowLog.planned.causes.every((cause) => !cause.includes('cannot be updated in place'));
  return isForced && properties.length === 0 && !network && !destination;
}
