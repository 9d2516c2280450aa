import {
  type FlowLogAccount,
  flowLogAccountProblems,
  flowLogAccountWarnings,
} from '../../../azure/storage/flow-log-account';
import type { IStorageAccount } from '../azure-resources';

/** What is wrong with a storage account of the app's, if it is a resource there. */
export function ownAccountProblems(account: IStorageAccount): string[] {
  return flowLogAccountProblems(described(account));
}

/** What is allowed, but not what it seems. */
export function ownAccountWarnings(account: IStorageAccount): string[] {
  return flowLogAccountWarnings(described(account));
}

/** Inputs of the resource in the bindings; a data source has none. */
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
    keepsOldBlobs: versioningEnabled === true || deleteRetentionPolicy !== undefined,
  };
}
