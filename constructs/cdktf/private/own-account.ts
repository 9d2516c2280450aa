import {
  type FlowLogAccount,
  flowLogAccountProblems,
  flowLogAccountWarnings,
} from '../../../azure/storage/flow-log-account';
import type { IStorageAccount } from '../azure-resources';

/** Problems of the user's storage account, if it is a resource of the app. */
export function ownAccountProblems(account: IStorageAccount): string[] {
  return flowLogAccountProblems(described(account));
}

/** Warnings about valid settings of the user's storage account. */
export function ownAccountWarnings(account: IStorageAccount): string[] {
  return flowLogAccountWarnings(described(account));
}

/** Inputs of the storage account resource; a data source has none. */
interface AccountInputs {
  readonly accountTierInput?: string;
  readonly accountKindInput?: string;
  readonly isHnsEnabledInput?: unknown;
  readonly networkRulesInput?: { readonly defaultAction?: string; readonly bypass?: string[] };
  readonly blobPropertiesInput?: {
    readonly versioningEnabled?: unknown;
    readonly deleteRetentionPolicy?: unknown;
  };
}

function described(account: IStorageAccount): FlowLogAccount {
  const inputs = account as AccountInputs;
  const { versioningEnabled, deleteRetentionPolicy } = inputs.blobPropertiesInput ?? {};
  return {
    tier: inputs.accountTierInput,
    kind: inputs.accountKindInput,
    hierarchicalNamespace: inputs.isHnsEnabledInput === true,
    firewall: inputs.networkRulesInput,
    retainsOldBlobs: versioningEnabled === true || deleteRetentionPolicy !== undefined,
  };
}
