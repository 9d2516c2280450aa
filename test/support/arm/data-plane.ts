import { type ArmAnswer, refusal, untaught } from './arm-answer';
import { accountNamed } from './storage';
import type { CloudOfType } from './type-behaviour';

const SERVICE_HOST = /^([a-z0-9]{3,24})\.(?:blob|dfs|file|queue|table)\.core\.windows\.net$/;

/** Whether a host is a storage service of an account. */
export function isDataPlane(host: string): boolean {
  return SERVICE_HOST.test(host.toLowerCase());
}

/**
 * The answer of a storage service to a caller outside of its network: the firewall of the account refuses it. The stand-in was
 * taught nothing else about the services.
 *
 * Source: "Azure Storage firewall and virtual network rules"; "Common REST API error codes".
 */
export function dataPlane(method: string, host: string, { store }: CloudOfType): ArmAnswer {
  const name = SERVICE_HOST.exec(host.toLowerCase())?.[1] ?? '';
  const account = accountNamed(name, store);
  const { networkAcls, publicNetworkAccess } = (account?.properties ?? {}) as {
    networkAcls?: { defaultAction?: string };
    publicNetworkAccess?: string;
  };
  const isClosed = networkAcls?.defaultAction === 'Deny' || publicNetworkAccess === 'Disabled';
  if (account === undefined || !isClosed) return untaught(`${method} of the storage service ${host}`);
  const message = 'This request is not authorized to perform this operation.';
  return refusal(403, 'AuthorizationFailure', message, 'Common REST API error codes');
}
