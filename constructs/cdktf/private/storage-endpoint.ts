import { PrivateEndpoint } from '@cdktf/provider-azurerm/lib/private-endpoint';
import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import type { Construct } from 'constructs';
import type { IResourceGroup } from '../azure-resources';
import { uniqueName } from './names';

/** Sub-resource of a storage account, in the words of private endpoints. */
export enum StorageService {
  BLOB = 'blob',
  QUEUE = 'queue',
}

/** A storage account that must be reachable, with its services. */
export interface ReachedAccount {
  /** Part of the construct ids of its endpoints. */
  readonly name: string;
  readonly account: StorageAccount;
  readonly services: readonly StorageService[];
}

/** Place and registration of private endpoints. */
export interface EndpointPlace {
  readonly location: string;
  readonly resourceGroup: IResourceGroup;
  readonly subnetId: string;
  /** ARM ids of private DNS zones. */
  readonly zoneIds: { readonly [Service in StorageService]?: string };
  readonly tags?: { readonly [name: string]: string };
}

/** Private endpoints of accounts, and the place where more can be created. */
export interface PlacedEndpoints {
  readonly resources: PrivateEndpoint[];
  readonly place: EndpointPlace;
}

const MAX_NAME = 80;

/** Creates a private endpoint for each service of the accounts. */
export function storageEndpoints(
  scope: Construct,
  accounts: readonly ReachedAccount[],
  { location, resourceGroup, subnetId, zoneIds, tags }: EndpointPlace,
): PrivateEndpoint[] {
  return accounts.flatMap(({ name, account, services }) =>
    services.map((service) => {
      const zoneId = zoneIds[service];
      return new PrivateEndpoint(scope, `Endpoint-${name}-${service}`, {
        name: uniqueName(scope, `flow-${name}-${service}`, MAX_NAME),
        location,
        resourceGroupName: resourceGroup.name,
        subnetId,
        privateServiceConnection: {
          name: service,
          isManualConnection: false,
          privateConnectionResourceId: account.id,
          subresourceNames: [service],
        },
        privateDnsZoneGroup:
          zoneId === undefined ? undefined : { name: service, privateDnsZoneIds: [zoneId] },
        tags,
      });
    }),
  );
}
