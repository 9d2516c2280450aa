import { PrivateEndpoint } from '@cdktf/provider-azurerm/lib/private-endpoint';
import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import type { Construct } from 'constructs';
import type { FlowNormalizerOptions } from '../../flow-normalizer-props';
import type { NormalizedLake } from '../../normalized-lake';
import { extended } from '../known';
import { uniqueName } from '../names';

/** Sub-resource of a storage account, in the words of private endpoints. */
export enum StorageService {
  BLOB = 'blob',
  QUEUE = 'queue',
}

/** A storage account that the function must reach, with its services. */
export interface ReachedAccount {
  /** Part of the construct ids of its endpoints. */
  readonly name: string;
  readonly account: StorageAccount;
  readonly services: readonly StorageService[];
}

const MAX_ENDPOINT_NAME = 80;

/**
 * Gives a function network access to accounts behind firewalls: with private endpoints, with a firewall rule for its
 * subnet, or by opening the firewall.
 *
 * @returns resources that must exist before the function has access
 */
export function reachStorage(
  scope: Construct,
  accounts: readonly ReachedAccount[],
  options: FlowNormalizerOptions,
  lake: NormalizedLake,
): PrivateEndpoint[] {
  const { subnetId, privateEndpointSubnetId, privateDnsZones } = options;
  if (privateEndpointSubnetId === undefined) {
    for (const { account } of accounts) allowAccess(account, subnetId);
    return [];
  }
  return accounts.flatMap(({ name, account, services }) =>
    services.map((service) => {
      const zoneId = privateDnsZones?.[`${service}ZoneId`];
      return new PrivateEndpoint(scope, `Endpoint-${name}-${service}`, {
        name: uniqueName(scope, `flow-${name}-${service}`, MAX_ENDPOINT_NAME),
        location: lake.location,
        resourceGroupName: lake.resourceGroup.name,
        subnetId: privateEndpointSubnetId,
        privateServiceConnection: {
          name: service,
          isManualConnection: false,
          privateConnectionResourceId: account.id,
          subresourceNames: [service],
        },
        privateDnsZoneGroup:
          zoneId === undefined ? undefined : { name: service, privateDnsZoneIds: [zoneId] },
        tags: lake.tags,
      });
    }),
  );
}

/** Allows a subnet in an account's firewall; without a subnet, allows all networks. */
function allowAccess(account: StorageAccount, subnetId: string | undefined): void {
  const { networkRulesInput: rules } = account;
  if (!rules) return;
  const { virtualNetworkSubnetIds: before } = rules;
  account.putNetworkRules(
    subnetId === undefined
      ? { ...rules, defaultAction: 'Allow' }
      : { ...rules, virtualNetworkSubnetIds: extended(before, subnetId) },
  );
}
