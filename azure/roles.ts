/** A role that Azure has built in. */
export interface BuiltInRole {
  readonly name: string;
}

/** Roles that are given. Source: Azure RBAC documentation, "Azure built-in roles". */
export const ROLES = {
  /** Reads a key's metadata, wraps and unwraps with it: what a storage account needs of a customer's key. */
  KEY_VAULT_CRYPTO_SERVICE_ENCRYPTION_USER: { name: 'Key Vault Crypto Service Encryption User' },
} as const satisfies Readonly<Record<string, BuiltInRole>>;
