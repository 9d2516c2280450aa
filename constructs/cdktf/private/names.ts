import { DataAzurermClientConfig } from '@cdktf/provider-azurerm/lib/data-azurerm-client-config';
import { Fn, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { MAX_FLOW_LOG_NAME } from '../../../azure/flow-log/flow-log-name';
import { MAX_ACCOUNT_NAME } from '../../../azure/storage/account-name';
import { isLiteral } from './expressions';

/** Hexadecimal digits of a construct's path that make a name its own within the app. */
const HASH_LENGTH = 8;

/** A name for people, which no other construct of any stack with another name has. */
export function uniqueName(scope: Construct, prefix: string, maxLength: number): string {
  const readable = `${prefix}-${TerraformStack.of(scope).node.id}`.replace(/[^A-Za-z0-9]+/g, '-');
  return `${readable.slice(0, maxLength - HASH_LENGTH - 1).replace(/-$/, '')}-${hashOf(scope)}`;
}

/** The name of a flow log on something of this name. */
export function flowLogName(scope: Construct, target: string | undefined): string {
  const hash = hashOf(scope);
  if (target === undefined) return `flow-log-${hash}`;
  const room = MAX_FLOW_LOG_NAME - HASH_LENGTH - 1;
  const readable = isLiteral(target) ? target.slice(0, room) : Fn.substr(target, 0, room);
  return `${readable}-${hash}`;
}

/**
 * A name for a storage account, valid and unique in all of Azure: a hash of the subscription and of the construct's
 * path, so that the same app deployed to another subscription has another name, and the same one always has its own.
 */
export function accountName(scope: Construct, prefix: string): string {
  const { subscriptionId } = clientConfig(scope);
  const hash = Fn.sha256(Fn.join('/', [subscriptionId, scope.node.addr]));
  return `${prefix}${Fn.substr(hash, 0, MAX_ACCOUNT_NAME - prefix.length)}`;
}

/** A GUID of the construct's path and the subscription: the same at each deployment. */
export function guid(scope: Construct): string {
  return Fn.uuidv5('url', Fn.join('/', [clientConfig(scope).subscriptionId, scope.node.addr]));
}

/** Hash of a construct's path. */
function hashOf(scope: Construct): string {
  return scope.node.addr.slice(-HASH_LENGTH);
}

/** Who deploys, and where to; once for a stack. */
function clientConfig(scope: Construct): DataAzurermClientConfig {
  const stack = TerraformStack.of(scope);
  const id = 'FlowLogsClientConfig';
  const found = stack.node.tryFindChild(id) as DataAzurermClientConfig | undefined;
  return found ?? new DataAzurermClientConfig(stack, id);
}
