import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';
import type { Settings } from './settings';

/** The function's own identity; of the command line, whom its user is signed in as. */
export function credentialOf({ clientId }: Pick<Settings, 'clientId'>): TokenCredential {
  return new DefaultAzureCredential({ managedIdentityClientId: clientId });
}
