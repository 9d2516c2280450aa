const KEY_ID =
  /^https:\/\/[a-z0-9-]+\.(vault|managedhsm)\.[a-z0-9.-]+\/keys\/[A-Za-z0-9-]{1,127}(\/[0-9a-f]{32})?$/i;

/**
 * Validates the id of a key. Returns the problem, or undefined.
 *
 * Source: Azure Key Vault documentation, "Azure Key Vault keys, secrets and certificates overview", on object
 * identifiers.
 */
export function keyIdProblem(prop: string, id: string): string | undefined {
  if (KEY_ID.test(id)) return undefined;
  return (
    `${prop} is ${JSON.stringify(id)}: expected the id of a key, https://<vault>.vault.azure.net/keys/<name>, with or ` +
    'without a version'
  );
}
