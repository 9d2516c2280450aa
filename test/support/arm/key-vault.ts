import { type Behaviours, withDecided, withDefaults } from './type-behaviour';

/** Microsoft.KeyVault: vaults with their addresses. Their content is not part of the Resource Manager. */
export const KEY_VAULT: Behaviours = {
  'Microsoft.KeyVault/vaults': {
    versions: ['2026-02-01'],
    complete: ({ id, body }) =>
      withDecided(withDefaults(body, { enableSoftDelete: true }), {
        vaultUri: `https://${id.name}.vault.azure.net/`,
      }),
  },
};
