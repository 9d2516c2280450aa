import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageManagementPolicy } from '@cdktf/provider-azurerm/lib/storage-management-policy';
import type { Construct } from 'constructs';
import { VNET_BLOB_PREFIX } from '../../../azure/storage/containers';
import type { RawLifecycle } from '../../../azure/storage/lifecycle';

/** Lifecycle rules for raw flow logs, by days since the last modification. */
export function lifecycleRules(scope: Construct, account: StorageAccount, lifecycle: RawLifecycle): void {
  const { coolAfterDays, coldAfterDays, archiveAfterDays, deleteAfterDays } = lifecycle;
  new StorageManagementPolicy(scope, 'Lifecycle', {
    storageAccountId: account.id,
    rule: [
      {
        name: 'flow-logs',
        enabled: true,
        filters: { blobTypes: ['blockBlob'], prefixMatch: [VNET_BLOB_PREFIX] },
        actions: {
          baseBlob: {
            tierToCoolAfterDaysSinceModificationGreaterThan: coolAfterDays,
            tierToColdAfterDaysSinceModificationGreaterThan: coldAfterDays,
            tierToArchiveAfterDaysSinceModificationGreaterThan: archiveAfterDays,
            deleteAfterDaysSinceModificationGreaterThan: deleteAfterDays,
          },
        },
      },
    ],
  });
}
