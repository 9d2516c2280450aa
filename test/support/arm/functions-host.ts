import type { ArmResource } from './resource-store';
import type { CloudOfType } from './type-behaviour';

/** Setting with the connection of the host's storage. */
const HOST_STORAGE = 'azurewebjobsstorage';

/** The document of hosts that do not start. */
export const HOST_DOCUMENT = 'azure-functions-host issue 11787';

/**
 * Returns why the Functions host of a site does not start; undefined if it starts. A present and empty connection string hides
 * the settings of an identity, `AzureWebJobsStorage__*`. The names of settings are compared without case.
 *
 * Source: azure-functions-host issue 11787 and pull request 11794.
 */
export function hostError(site: ArmResource, { store }: CloudOfType): string | undefined {
  const settings = store.get(`${site.id}/config/appsettings`)?.properties ?? {};
  const storage = Object.entries(settings).filter(([name]) =>
    new RegExp(`^${HOST_STORAGE}(?:__|$)`, 'i').test(name),
  );
  const connection = storage.find(([name]) => name.toLowerCase() === HOST_STORAGE);
  if (storage.length === 0) return 'AzureWebJobsStorage is not configured';
  if (connection === undefined || connection[1] !== '') return undefined;
  return `Unable to create client for AzureWebJobsStorage: the setting ${connection[0]} is present and empty`;
}
