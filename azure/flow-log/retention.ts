/** Default retention of a flow log in days. Common scanners require at least 90. */
export const DEFAULT_RETENTION_DAYS = 90;

/** Minimum number of days that common scanners accept (checkov CKV_AZURE_12, trivy AVD-AZU-0049). */
export const SCANNED_RETENTION_DAYS = 90;

/** Maximum retention of a flow log in days. */
export const MAX_RETENTION_DAYS = 365;

/** Retention settings of a flow log, before validation. */
export interface RetentionRequest {
  readonly retentionDays?: number;
  readonly retainForever?: boolean;
  /** Whether the storage account has lifecycle rules. */
  readonly hasLifecycle: boolean;
}

/** Retention of a flow log in the form of the Azure API. 0 days means forever. */
export interface Retention {
  readonly enabled: boolean;
  readonly days: number;
}

const FOREVER: Retention = { enabled: false, days: 0 };

/** The retention to configure. If the account has lifecycle rules, the flow log must not have a retention. */
export function retentionOf({ retentionDays, retainForever, hasLifecycle }: RetentionRequest): Retention {
  if (retainForever || hasLifecycle) return FOREVER;
  return { enabled: true, days: retentionDays ?? DEFAULT_RETENTION_DAYS };
}

/**
 * Validates the retention settings. Returns all problems.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", on retention; azurerm provider,
 * `azurerm_network_watcher_flow_log`, on lifecycle rules.
 */
export function retentionProblems(request: RetentionRequest): string[] {
  const { retentionDays: days, retainForever, hasLifecycle } = request;
  const problems: string[] = [];
  if (days !== undefined && retainForever) {
    problems.push(`retentionDays is ${days} and retainForever is true: omit one of them`);
  }
  if (hasLifecycle && (days !== undefined || retainForever)) {
    problems.push(
      `${retainForever ? 'retainForever is true' : `retentionDays is ${days}`}, but the lake has a lifecycle: a flow ` +
        'log with a retention replaces all lifecycle rules of its storage account; omit one of them',
    );
  }
  if (days === 0) {
    problems.push('retentionDays is 0, which means forever in Azure: set retainForever: true instead');
  } else if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= MAX_RETENTION_DAYS)) {
    problems.push(
      `retentionDays is ${days}: expected an integer from 1 to ${MAX_RETENTION_DAYS}; for a longer retention ` +
        'set a lifecycle on the lake or retainForever: true',
    );
  }
  return problems;
}
