import { PrivateEndpoint } from '@cdktf/provider-azurerm/lib/private-endpoint';
import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import type { Construct } from 'constructs';
import type { FlowLake } from '../../flow-lake';
import type { FlowNormalizerOptions } from '../../flow-normalizer-props';
import { uniqueName } from '../names';

/** A service of a storage account, as private endpoints name it. */
export enum StorageService {
  BLOB = 'blob',
  QUEUE = 'queue',
}

/** An account that the function must reach, and which of its services. */
export interface ReachedAccount {
  /** Part of the ids of its endpoints. */
  readonly name: string;
  readonly account: StorageAccount;
  readonly services: readonly StorageService[];
}

const MAX_ENDPOINT_NAME = 80;

/**
 * Lets a function into accounts behind firewalls: by private endpoints, as a subnet that the firewalls pass, or with all
 * others.
 *
 * @returns what must be in place before the function gets there
 */
export function reachStorage(
  scope: Construct,
  accounts: readonly ReachedAccount[],
  options: FlowNormalizerOptions,
  lake: FlowLake,
): PrivateEndpoint[] {
  const { subnetId, privateEndpointSubnetId, privateDnsZones } = options;
  if (privateEndpointSubnetId === undefined) {
    for (const { account } of accounts) letIn(account, subnetId);
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

/** Adds a subnet to those that an account's firewall lets pass; without one, it lets all pass. */
function letIn(account: StorageAccount, subnetId: string | undefined): void {
  const { networkRulesInput: rules } = account;
  if (!rules) return;
  const { virtualNetworkSubnetIds: before = [] } = rules;
  account.putNetworkRules(
    subnetId === undefined
      ? { ...rules, defaultAction: 'Allow' }
      : { ...rules, virtualNetworkSubnetIds: [...before, subnetId] },
  );
}
