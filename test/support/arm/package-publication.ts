import { type ArmAnswer, refusal } from './arm-answer';
import { keyOf } from './arm-id';
import { HOST_DOCUMENT, hostError } from './functions-host';
import { principalOf } from './managed-identity';
import type { ArmResource, Json } from './resource-store';
import { accountNamed } from './storage';
import type { CloudOfType } from './type-behaviour';

const PLAN_DOCUMENT = 'Azure Functions deployment technologies: One deploy';
const STORAGE_DOCUMENT =
  'azure-functions-flex-consumption-samples issue 41; azure-functions-core-tools issue 4346';

/** Roles with which an identity may write a package. */
const PACKAGE_ROLES = ['Storage Blob Data Contributor', 'Storage Blob Data Owner'];

/** Texts of the storage service. */
const FORBIDDEN = '403 (This request is not authorized to perform this operation.)';
const NO_PERMISSION = '403 (This request is not authorized to perform this operation using this permission.)';
const NO_CONTAINER = '404 (The specified container does not exist.)';

/**
 * Publishes a package to a site on Flex Consumption: the platform writes it into the deployment container with the app's
 * identity and through the app's network, then the host reads its triggers. Returns the error, or undefined.
 */
export function publishPackage(site: ArmResource, cloud: CloudOfType): ArmAnswer | undefined {
  const storage = deploymentStorageOf(site);
  if (storage === undefined) {
    const message = `The site ${site.name} has no functionAppConfig.deployment.storage.`;
    return refusal(400, 'BadRequest', message, PLAN_DOCUMENT);
  }
  const problem = storageProblem(site, storage, cloud);
  if (problem !== undefined) {
    const message = `InaccessibleStorageException: Failed to access storage account for deployment: BlobUploadFailedException: Failed to upload blob to storage account: Response status code does not indicate success: ${problem}.`;
    return refusal(400, 'BadRequest', message, STORAGE_DOCUMENT);
  }
  const error = hostError(site, cloud);
  if (error === undefined) return undefined;
  const message = `The package was published, but syncing triggers failed, because the Functions host is in the state Error: ${error}.`;
  return refusal(400, 'SyncTriggersFailed', message, HOST_DOCUMENT);
}

function storageProblem(
  site: ArmResource,
  { value, authentication }: DeploymentStorage,
  { store, roles }: CloudOfType,
): string | undefined {
  const { hostname, pathname } = new URL(value);
  const account = accountNamed(hostname.split('.')[0] ?? '', store);
  if (account === undefined) return `Name or service not known (${hostname}:443)`;
  if (!isReachable(account, site, store.list('microsoft.network/privateendpoints', ''))) return FORBIDDEN;
  const container = `${account.id}/blobServices/default/containers/${pathname.slice(1)}`;
  if (store.get(container) === undefined) return NO_CONTAINER;
  const principal =
    authentication.type === 'UserAssignedIdentity'
      ? principalOf(authentication.userAssignedIdentityResourceId ?? '', store)
      : ((site.identity as Json | undefined)?.principalId as string | undefined);
  return roles.has(principal, container, PACKAGE_ROLES) ? undefined : NO_PERMISSION;
}

/** Whether the firewall of an account lets an app in: from its subnet or through a private endpoint. */
function isReachable(
  account: ArmResource,
  { properties }: ArmResource,
  endpoints: readonly ArmResource[],
): boolean {
  const { networkAcls, publicNetworkAccess } = account.properties as {
    networkAcls?: { defaultAction?: string; virtualNetworkRules?: readonly { id: string }[] };
    publicNetworkAccess?: string;
  };
  const subnet = properties.virtualNetworkSubnetId as string | undefined;
  const isPublic = publicNetworkAccess !== 'Disabled';
  if (isPublic && networkAcls?.defaultAction !== 'Deny') return true;
  if (subnet === undefined) return false;
  const isAllowed = networkAcls?.virtualNetworkRules?.some(({ id }) => keyOf(id) === keyOf(subnet));
  return (isPublic && isAllowed === true) || endpoints.some((each) => isEndpointOf(each, account));
}

function isEndpointOf({ properties }: ArmResource, account: ArmResource): boolean {
  const connections = properties.privateLinkServiceConnections as
    | readonly { properties: { privateLinkServiceId: string; groupIds: readonly string[] } }[]
    | undefined;
  return (connections ?? []).some(
    ({ properties: { privateLinkServiceId, groupIds } }) =>
      keyOf(privateLinkServiceId) === keyOf(account.id) && groupIds.includes('blob'),
  );
}

function deploymentStorageOf({ properties }: ArmResource): DeploymentStorage | undefined {
  const { deployment } = (properties.functionAppConfig ?? {}) as {
    deployment?: { storage?: DeploymentStorage };
  };
  return deployment?.storage;
}

interface DeploymentStorage {
  readonly value: string;
  readonly authentication: { readonly type: string; readonly userAssignedIdentityResourceId?: string };
}
