import type { ArmResource } from './resource-store';
import type { CloudOfType } from './type-behaviour';

/** Setting with the connection of the host's storage. */
const HOST_STORAGE = 'azurewebjobsstorage';

/** The documents of hosts that do not start. */
export const HOST_DOCUMENT = 'azure-functions-host issue 11787; azure-functions-host pull request 11794';

/**
 * Returns why the Functions host of a site does not start; undefined if it starts. The names of settings are compared without
 * case.
 *
 * - A present and empty connection string hides the settings of an identity, `AzureWebJobsStorage__*`. Source:
 *   azure-functions-host pull request 11794.
 * - With endpoints but without `__accountName`, the host can fail to create its client. It is a race, which the stand-in always
 *   loses. Source: azure-functions-host issue 11787.
 */
export function hostError(site: ArmResource, { store }: CloudOfType): string | undefined {
  const settings = store.get(`${site.id}/config/appsettings`)?.properties ?? {};
  const storage = new Map(
    Object.entries(settings)
      .map(([name, value]): [string, unknown] => [name.toLowerCase(), value])
      .filter(([name]) => name === HOST_STORAGE || name.startsWith(`${HOST_STORAGE}__`)),
  );
  if (storage.size === 0) return 'AzureWebJobsStorage is not configured';
  if (storage.get(HOST_STORAGE) === '')
    return 'Unable to create client for AzureWebJobsStorage: the setting is present and empty';
  if (storage.has(HOST_STORAGE) || storage.has(`${HOST_STORAGE}__accountname`)) return undefined;
  return 'Could not create BlobServiceClient: the settings of AzureWebJobsStorage contain no __accountName';
}
