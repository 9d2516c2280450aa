const SERVICES = ['vault', 'managedhsm'];
const LABEL = /^[a-z0-9-]+$/;
const KEY_NAME = /^[A-Za-z0-9-]{1,127}$/;
const KEY_VERSION = /^[0-9a-f]{32}$/i;

/**
 * Validates the id of a key. Returns the problem, or undefined.
 *
 * Source: Azure Key Vault documentation, "Azure Key Vault keys, secrets and certificates overview", on object
 * identifiers.
 */
export function keyIdProblem(prop: string, id: string): string | undefined {
  if (isKeyId(id)) return undefined;
  return (
    `${prop} is ${JSON.stringify(id)}: expected the id of a key, https://<vault>.vault.azure.net/keys/<name>, with or ` +
    'without a version'
  );
}

/** Returns the name of a key's vault, or undefined for other texts and for keys in a managed HSM. */
export function vaultOfKey(id: string): string | undefined {
  if (!isKeyId(id)) return undefined;
  const [vault, service] = new URL(id).host.split('.');
  return service === 'vault' ? vault : undefined;
}

function isKeyId(id: string): boolean {
  if (!URL.canParse(id)) return false;
  const { protocol, host, pathname } = new URL(id);
  const [vault = '', service = '', ...domain] = host.split('.');
  const isVault = LABEL.test(vault) && SERVICES.includes(service) && domain.join('') !== '';
  const [root, keys, name = '', version, ...rest] = pathname.split('/');
  const isKey = root === '' && keys?.toLowerCase() === 'keys' && KEY_NAME.test(name) && rest.length === 0;
  // no port, no user, no query
  const isWhole = `${protocol}//${host}${pathname}`.toLowerCase() === id.toLowerCase();
  const isPlain = isWhole && domain.every((label) => LABEL.test(label));
  return (
    protocol === 'https:' &&
    isVault &&
    isKey &&
    isPlain &&
    (version === undefined || KEY_VERSION.test(version))
  );
}
