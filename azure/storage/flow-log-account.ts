/** What an app says of a storage account that flow logs are to be written to, as far as it says it. */
export interface FlowLogAccount {
  readonly tier?: string;
  readonly kind?: string;
  readonly hierarchicalNamespace?: boolean;
  readonly firewall?: { readonly defaultAction?: string; readonly bypass?: readonly string[] };
  /** Whether old versions of blobs are kept, by versions or by soft deletion. */
  readonly keepsOldBlobs?: boolean;
}

/**
 * Why Azure would not write flow logs to an account, or nobody could read them.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", on storage accounts.
 */
export function flowLogAccountProblems(account: FlowLogAccount): string[] {
  const { tier, kind, hierarchicalNamespace, firewall } = account;
  const problems: string[] = [];
  if (tier !== undefined && tier !== 'Standard') {
    problems.push(`storageAccount is of the tier ${tier}: flow logs are written to Standard accounts alone`);
  }
  if (kind !== undefined && kind !== 'StorageV2') {
    problems.push(
      `storageAccount is of the kind ${kind}: a flow log has a retention in accounts of StorageV2 alone`,
    );
  }
  if (hierarchicalNamespace) {
    problems.push(
      'storageAccount has a hierarchical namespace, where nothing is promised of events of flow logs: give one without',
    );
  }
  const passes = firewall?.bypass === undefined || firewall.bypass.includes('AzureServices');
  if (firewall?.defaultAction === 'Deny' && !passes) {
    problems.push(
      "storageAccount has a firewall that trusted services of Azure may not pass, so no flow log would: let bypass have 'AzureServices'",
    );
  }
  return problems;
}

/** What is allowed, but dear. */
export function flowLogAccountWarnings({ keepsOldBlobs }: FlowLogAccount): string[] {
  if (!keepsOldBlobs) return [];
  return [
    'storageAccount keeps old versions of blobs, or deleted ones: the blob of an hour is rewritten every minute, and ' +
      'each time what was there before is kept and paid for',
  ];
}
