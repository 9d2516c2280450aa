import { DataAzurermClientConfig } from '@cdktf/provider-azurerm/lib/data-azurerm-client-config';
import { Fn, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { MAX_FLOW_LOG_NAME } from '../../../azure/flow-log/flow-log-name';
import { MAX_ACCOUNT_NAME } from '../../../azure/storage/account-name';
import { isLiteral } from './expressions';
import { chosenFor, providerId } from './provider-of';

/** Hexadecimal digits of the path hash that make a name unique in the app. */
const HASH_LENGTH = 8;

/** Returns a readable name that is unique across constructs and stacks. */
export function uniqueName(scope: Construct, prefix: string, maxLength: number): string {
  const readable = `${prefix}-${TerraformStack.of(scope).node.id}`.replace(/[^A-Za-z0-9]+/g, '-');
  return `${readable.slice(0, maxLength - HASH_LENGTH - 1).replace(/-$/, '')}-${hashOf(scope)}`;
}

/** Returns the name of a flow log on a target with this name. */
export function flowLogName(scope: Construct, target: string | undefined): string {
  const hash = hashOf(scope);
  if (target === undefined) return `flow-log-${hash}`;
  const room = MAX_FLOW_LOG_NAME - HASH_LENGTH - 1;
  const readable = isLiteral(target) ? target.slice(0, room) : Fn.substr(target, 0, room);
  return `${readable}-${hash}`;
}

/**
 * Returns a globally unique name for a storage account: a hash of the provider's subscription and the construct's path. The
 * same app in another subscription gets another name; redeployments keep the name.
 */
export function accountName(scope: Construct, prefix: string): string {
  const { subscriptionId } = clientConfig(scope);
  const hash = Fn.sha256(Fn.join('/', [subscriptionId, scope.node.addr]));
  return `${prefix}${Fn.substr(hash, 0, MAX_ACCOUNT_NAME - prefix.length)}`;
}

/** Returns a GUID derived from subscription and construct path, stable across deployments. */
export function guid(scope: Construct): string {
  return Fn.uuidv5('url', Fn.join('/', [clientConfig(scope).subscriptionId, scope.node.addr]));
}

/** Returns the id of the subscription that a scope deploys to. */
export function subscriptionIdOf(scope: Construct): string {
  return clientConfig(scope).subscriptionId;
}

/** Hash of the construct's path. */
function hashOf(scope: Construct): string {
  return scope.node.addr.slice(-HASH_LENGTH);
}

/** Client configuration of the deployer in the subscription of a scope, one data source per provider and stack. */
export function clientConfig(scope: Construct): DataAzurermClientConfig {
  const stack = TerraformStack.of(scope);
  const provider = chosenFor(scope);
  const id = `FlowLogsClientConfig${providerId(provider)}`;
  const found = stack.node.tryFindChild(id) as DataAzurermClientConfig | undefined;
  return found ?? new DataAzurermClientConfig(stack, id, { provider });
}
