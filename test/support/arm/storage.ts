import { createHash } from 'node:crypto';
import { refusal } from './arm-answer';
import { type Behaviours, withDecided, withDefaults } from './type-behaviour';

const SERVICES = ['blob', 'dfs', 'file', 'queue', 'table', 'web'];

/** Microsoft.Storage: accounts with their endpoints and keys, and the services that come with each. */
export const STORAGE: Behaviours = {
  'microsoft.storage/storageaccounts': {
    refuse: ({ id }) =>
      /^[a-z0-9]{3,24}$/.test(id.name)
        ? undefined
        : refusal(400, 'AccountNameInvalid', `${id.name} is not a valid storage account name`),
    complete: ({ id, body }) =>
      withDecided(withDefaults(body, { supportsHttpsTrafficOnly: true }), {
        primaryEndpoints: Object.fromEntries(
          SERVICES.map((service) => [service, `https://${id.name}.${service}.core.windows.net/`]),
        ),
        primaryLocation: body.location,
        statusOfPrimary: 'available',
      }),
    actions: {
      listkeys: ({ id }) => ({
        keys: ['key1', 'key2'].map((keyName) => ({
          keyName,
          permissions: 'FULL',
          value: createHash('sha512').update(`${id}/${keyName}`).digest('base64'),
        })),
      }),
    },
  },
  'microsoft.storage/storageaccounts/blobservices': {
    standing: () => ({ deleteRetentionPolicy: { enabled: false } }),
  },
  'microsoft.storage/storageaccounts/fileservices': {
    standing: () => ({ shareDeleteRetentionPolicy: { enabled: true, days: 7 } }),
  },
  'microsoft.storage/storageaccounts/queueservices': { standing: () => ({}) },
  'microsoft.storage/storageaccounts/queueservices/queues': { deletedStatus: 204 },
  'microsoft.storage/storageaccounts/tableservices': { standing: () => ({}) },
  'microsoft.storage/storageaccounts/blobservices/containers': {
    complete: ({ body }) => withDefaults(body, { hasImmutabilityPolicy: false, hasLegalHold: false }),
  },
};
