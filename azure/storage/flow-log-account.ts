/** Settings of a storage account for flow logs, as far as the app specifies them. */
export interface FlowLogAccount {
  readonly tier?: string;
  readonly kind?: string;
  readonly hierarchicalNamespace?: boolean;
  readonly firewall?: { readonly defaultAction?: string; readonly bypass?: readonly string[] };
  /** Whether the account has a public endpoint, behind its firewall or not. */
  readonly publicNetworkAccess?: boolean;
  /** Whether versioning or soft delete of blobs is enabled. */
  readonly retainsOldBlobs?: boolean;
}

/**
 * Reports settings with which Azure does not write flow logs to an account, or with which they cannot be read.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", on storage accounts.
 */
export function flowLogAccountProblems(account: FlowLogAccount): string[] {
  const { tier, kind, hierarchicalNamespace, firewall } = account;
  const problems: string[] = [];
  if (tier !== undefined && tier !== 'Standard') {
    problems.push(`storageAccount has the tier ${tier}: Azure writes flow logs only to the tier Standard`);
  }
  if (kind !== undefined && kind !== 'StorageV2') {
    problems.push(
      `storageAccount has the kind ${kind}: Azure applies the retention of a flow log only to accounts of the kind StorageV2`,
    );
  }
  if (hierarchicalNamespace) {
    problems.push(
      'storageAccount has a hierarchical namespace, for which Azure does not document events of flow logs: use an account without one',
    );
  }
  const isTrusted = firewall?.bypass === undefined || firewall.bypass.includes('AzureServices');
  if (firewall?.defaultAction === 'Deny' && !isTrusted) {
    problems.push(
      "storageAccount has a firewall that blocks trusted Azure services, Network Watcher among them: add 'AzureServices' to bypass",
    );
  }
  return problems;
}

/** Reports settings that are expensive, or that are not known to work. */
export function flowLogAccountWarnings(account: FlowLogAccount): string[] {
  const warnings: string[] = [];
  if (account.retainsOldBlobs) {
    warnings.push(
      'storageAccount has versioning or soft delete enabled: Network Watcher rewrites the blob of an hour every minute, and ' +
        'the account stores and bills every previous version',
    );
  }
  if (account.publicNetworkAccess === false) {
    warnings.push(
      'storageAccount has no public endpoint, and Network Watcher has no private endpoint: whether it still writes as a ' +
        "trusted service is not documented clearly; keep the public endpoint with the firewall's defaultAction: 'Deny' and " +
        "bypass: ['AzureServices']",
    );
  }
  return warnings;
}
