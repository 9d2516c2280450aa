/** A built-in role of Azure RBAC. */
export interface BuiltInRole {
  readonly name: string;
  /** Last part of the id of the role definition. It is the same in every tenant. */
  readonly id: string;
}

/** Roles that the constructs assign. Source: Azure RBAC documentation, "Azure built-in roles". */
export const ROLES = {
  /** Reads the metadata of keys, wraps and unwraps. A storage account needs it for a customer-managed key. */
  KEY_VAULT_CRYPTO_SERVICE_ENCRYPTION_USER: {
    name: 'Key Vault Crypto Service Encryption User',
    id: 'e147488a-f6f5-4113-8e2d-b22465e65bf6',
  },
  /** Sends rows to the streams of a data collection rule. */
  MONITORING_METRICS_PUBLISHER: {
    name: 'Monitoring Metrics Publisher',
    id: '3913510d-42f4-4e42-8a64-420c390055eb',
  },
  /** Reads blobs. */
  STORAGE_BLOB_DATA_READER: {
    name: 'Storage Blob Data Reader',
    id: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
  },
  /** Reads, writes and deletes blobs. */
  STORAGE_BLOB_DATA_CONTRIBUTOR: {
    name: 'Storage Blob Data Contributor',
    id: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  },
  /** Full access to blobs. The Functions host needs it for locks, secrets and its package in its own account. */
  STORAGE_BLOB_DATA_OWNER: {
    name: 'Storage Blob Data Owner',
    id: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  },
  /** Reads and deletes messages, and writes failed ones to the poison queue. */
  STORAGE_QUEUE_DATA_CONTRIBUTOR: {
    name: 'Storage Queue Data Contributor',
    id: '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
  },
  /** Adds messages to a queue. */
  STORAGE_QUEUE_DATA_MESSAGE_SENDER: {
    name: 'Storage Queue Data Message Sender',
    id: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a',
  },
} as const satisfies Readonly<Record<string, BuiltInRole>>;
