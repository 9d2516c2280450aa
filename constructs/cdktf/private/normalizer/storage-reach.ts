import type { PrivateEndpoint } from '@cdktf/provider-azurerm/lib/private-endpoint';
import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import type { Construct } from 'constructs';
import type { FlowNormalizerOptions } from '../../flow-normalizer-props';
import type { NormalizedLake } from '../../normalized-lake';
import { extended } from '../known';
import { type ReachedAccount, StorageService, storageEndpoints } from '../storage-endpoint';

/**
 * Gives a function network access to the accounts of its lake and to that of its host: with private endpoints, with a
 * firewall rule for its subnet, or by opening the firewall.
 *
 * @returns resources that must exist before the function has access
 */
export function reachStorage(
  scope: Construct,
  host: StorageAccount,
  options: FlowNormalizerOptions,
  lake: NormalizedLake,
): PrivateEndpoint[] {
  const { BLOB, QUEUE } = StorageService;
  const { subnetId, privateEndpointSubnetId, privateDnsZones: zones } = options;
  const { storageAccount, tableAccount, privateEndpoints: ofLake } = lake;
  const ofHost: ReachedAccount = { name: 'host', account: host, services: [BLOB, QUEUE] };
  const accounts: readonly ReachedAccount[] = [
    { name: 'raw', account: storageAccount, services: [BLOB] },
    ...(tableAccount ? [{ name: 'table', account: tableAccount, services: [BLOB] }] : []),
    ofHost,
  ];
  if (privateEndpointSubnetId !== undefined) {
    const zoneIds = { [BLOB]: zones?.blobZoneId, [QUEUE]: zones?.queueZoneId };
    return storageEndpoints(scope, accounts, { ...lake, subnetId: privateEndpointSubnetId, zoneIds });
  }
  if (ofLake && subnetId !== undefined) {
    return [...ofLake.resources, ...storageEndpoints(scope, [ofHost], ofLake.place)];
  }
  for (const { account } of accounts) allowAccess(account, subnetId);
  return [];
}

/**
 * The services that an open account admits. azurerm reads a rule with default values as no rule, so that every plan would add
 * it again, and without a rule it would not open an account that was closed. Metrics makes no difference to an open account.
 *
 * Source: azurerm provider, source of `azurerm_storage_account` (flattenAccountNetworkRules).
 */
const BYPASS_OF_OPEN_ACCOUNT = ['AzureServices', 'Metrics'];

/** Allows a subnet in an account's firewall; without a subnet, allows all networks. */
function allowAccess(account: StorageAccount, subnetId: string | undefined): void {
  const { networkRulesInput: rules } = account;
  if (!rules) return;
  const { virtualNetworkSubnetIds: before } = rules;
  account.putNetworkRules(
    subnetId === undefined
      ? { ...rules, defaultAction: 'Allow', bypass: BYPASS_OF_OPEN_ACCOUNT }
      : { ...rules, virtualNetworkSubnetIds: extended(before, subnetId) },
  );
}
