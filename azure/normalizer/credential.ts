import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';
import type { Settings } from './settings';

/** The managed identity of the function; for the command line, the identity that its user is signed in with. */
export function credentialOf({ clientId }: Pick<Settings, 'clientId'>): TokenCredential {
  return new DefaultAzureCredential({ managedIdentityClientId: clientId });
}
