import { isAwsFlowLog, PlannedAction, RemovalEffect, type ReplaceableResource } from '../facts';
import { targetUpdateRefusal } from './azurerm-target-update';
import { Engine, engineOf } from './engine';
import { ChangeKind, type DestinationChange, type FlowLogChange, type Refusal } from './flow-log-change';
import { createsFirst, isIdentical, isOnlyRenamed } from './replacement-order';
import { isRenamed } from './resource-pairs';
import { keepName } from './steps';

/** Returns why the cloud or the engine does not carry out a change as planned; `undefined` if it does. */
export function refusalOf(change: Omit<FlowLogChange, 'gap' | 'steps'>): Refusal | undefined {
  return (
    // without its network, a flow log has nothing to record
    (change.destination && !change.isHarmless ? destinationRefusal(change.destination) : undefined) ??
    duplicateRefusal(change) ??
    secondFlowLogRefusal(change) ??
    targetUpdateRefusal(change)
  );
}

/** EC2 refuses a flow log with the configuration and the destination of an existing one: `FlowLogAlreadyExists`. */
function duplicateRefusal(change: Omit<FlowLogChange, 'gap' | 'steps'>): Refusal | undefined {
  const { kind, flowLog, before } = change;
  if (kind !== ChangeKind.REPLACED || !before || !isAwsFlowLog(flowLog) || !isIdentical(change))
    return undefined;
  const engine = engineOf(flowLog);
  const isRename = isOnlyRenamed(change);
  const fix = isRename
    ? keepName(before, flowLog)
    : 'delete the old flow log first: remove create_before_destroy, or set deleteBeforeReplace in Pulumi';
  const refused =
    'EC2 refuses it with FlowLogAlreadyExists, because the configuration and the destination are equal';
  if (createsFirst(change)) {
    return {
      message: `${engine} creates ${flowLog.title} before it deletes ${before.title}; ${refused}`,
      fix,
      isCertain: true,
    };
  }
  if (!isRename) return undefined;
  return {
    message: `${engine} does not order the creation of ${flowLog.title} and the deletion of ${before.title}; if it creates first, ${refused}`,
    fix,
    isCertain: false,
  };
}

/**
 * Azure Resource Manager creates a flow log with another name as a second one. Source: Azure Network Watcher, "Virtual network
 * flow logs": a target has one flow log.
 */
function secondFlowLogRefusal({
  flowLog,
  before,
}: Omit<FlowLogChange, 'gap' | 'steps'>): Refusal | undefined {
  if (!before || engineOf(flowLog) !== Engine.ARM || !isRenamed(before, flowLog)) return undefined;
  const isDeleted = before.planned?.action === PlannedAction.DELETE;
  const until = isDeleted ? 'before the deployment deletes' : 'while it still has';
  return {
    message: `the deployment creates ${flowLog.title} on a target ${until} ${before.title}; Azure accepts one flow log for each target`,
    fix: `keep the name ${before.title}, or delete it before the deployment: az network watcher flow-log delete`,
    isCertain: flowLog.target.known && !isDeleted,
  };
}

function destinationRefusal({ before, after, replacement, effect }: DestinationChange): Refusal | undefined {
  const engine = engineOf(before);
  if (engine !== Engine.CLOUDFORMATION && effect?.known && effect.value === RemovalEffect.REFUSED) {
    return {
      message: `S3 refuses to delete ${before.title} while it contains records; ${engine} stops there, and the flow log can already be deleted`,
      fix: `keep ${before.title}: remove it in a later deployment, after its records expired or were copied`,
      isCertain: true,
    };
  }
  const name = after && sameName(before, after);
  if (engine === Engine.CLOUDFORMATION && replacement?.isCertain && name !== undefined) {
    return {
      message: `CloudFormation creates ${after?.title} before it deletes ${before.title}, and both have the name ${name}: the creation fails`,
      fix: 'keep the logical id and the properties, or set another name',
      isCertain: true,
    };
  }
  return undefined;
}

/** Returns the name that two versions of a resource set; `undefined` if they set none, or different ones. */
function sameName(before: ReplaceableResource, after: ReplaceableResource): string | undefined {
  const [one, other] = [before, after].map(
    ({ immutable = [] }) => immutable.find(({ isName }) => isName)?.value,
  );
  if (!one?.known || !other?.known || typeof one.value !== 'string') return undefined;
  return one.value === other.value ? one.value : undefined;
}
