import {
  type FlowLogAccount,
  flowLogAccountProblems,
  flowLogAccountWarnings,
} from '../../../azure/storage/flow-log-account';
import type { IStorageAccount } from '../azure-resources';
import { known, knownMembers } from './known';

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
  readonly publicNetworkAccessEnabledInput?: unknown;
  readonly networkRulesInput?: { readonly defaultAction?: string; readonly bypass?: string[] };
  readonly blobPropertiesInput?: {
    readonly versioningEnabled?: unknown;
    readonly deleteRetentionPolicy?: unknown;
  };
}

function described(account: IStorageAccount): FlowLogAccount {
  const inputs = account as AccountInputs;
  const { versioningEnabled, deleteRetentionPolicy } = known(inputs.blobPropertiesInput) ?? {};
  const firewall = known(inputs.networkRulesInput);
  return {
    tier: known(inputs.accountTierInput),
    kind: known(inputs.accountKindInput),
    hierarchicalNamespace: inputs.isHnsEnabledInput === true,
    firewall: firewall && knownMembers(firewall),
    publicNetworkAccess: inputs.publicNetworkAccessEnabledInput !== false,
    retainsOldBlobs: versioningEnabled === true || deleteRetentionPolicy !== undefined,
  };
}
