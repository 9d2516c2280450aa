import { type ArmAnswer, refusal } from './arm-answer';
import { keyOf } from './arm-id';
import type { ResourceStore } from './resource-store';

const LOCK = 'microsoft.authorization/locks';

/** An operation that a lock can block. */
export enum LockedOperation {
  WRITE = 'write',
  DELETE = 'delete',
}

/**
 * The error of an operation on a resource that a lock on it or on one of its parents blocks: a read-only lock blocks writes and
 * deletions, a delete lock blocks deletions.
 *
 * Source: "Lock your Azure resources to protect your infrastructure".
 */
export function refuseLocked(
  id: string,
  operation: LockedOperation,
  store: ResourceStore,
): ArmAnswer | undefined {
  const lock = store.list(LOCK, '').find(({ id: lockId, properties }) => {
    const isBlocking = properties.level === 'ReadOnly' || operation === LockedOperation.DELETE;
    return isBlocking && lockId !== id && `${keyOf(id)}/`.startsWith(`${scopeOf(lockId)}/`);
  });
  if (lock === undefined) return undefined;
  const scope = lock.id.slice(0, scopeOf(lock.id).length);
  const message = `The scope '${id}' cannot perform ${operation} operation because following scope(s) are locked: '${scope}'. Please remove the lock and try again.`;
  return refusal(409, 'ScopeLocked', message, 'Lock your Azure resources to protect your infrastructure');
}

/** The scope of a lock: all before its provider. */
function scopeOf(lockId: string): string {
  const key = keyOf(lockId);
  return key.slice(0, key.lastIndexOf('/providers/'));
}
