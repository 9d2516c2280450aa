/** Days that a flow log keeps its blobs where nothing else is said; scanners ask for 90 and more. */
export const DEFAULT_RETENTION_DAYS = 90;

/** Least number of days that common scanners accept (checkov CKV_AZURE_12, trivy AVD-AZU-0049). */
export const SCANNED_RETENTION_DAYS = 90;

/** Most days that a flow log can keep its blobs. */
export const MAX_RETENTION_DAYS = 365;

/** What is asked of a flow log about its blobs. */
export interface RetentionRequest {
  readonly retentionDays?: number;
  readonly retainForever?: boolean;
  /** Whether the storage account has lifecycle rules of its own. */
  readonly hasLifecycle: boolean;
}

/** A flow log's retention, as Azure takes it: 0 days is for ever. */
export interface Retention {
  readonly enabled: boolean;
  readonly days: number;
}

const FOREVER: Retention = { enabled: false, days: 0 };

/** The retention to set. Where the account has lifecycle rules, the flow log must not have a retention as well. */
export function retentionOf({ retentionDays, retainForever, hasLifecycle }: RetentionRequest): Retention {
  if (retainForever || hasLifecycle) return FOREVER;
  return { enabled: true, days: retentionDays ?? DEFAULT_RETENTION_DAYS };
}

/**
 * What is wrong with a retention.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", on retention; azurerm provider,
 * `azurerm_network_watcher_flow_log`, on lifecycle rules.
 */
export function retentionProblems(request: RetentionRequest): string[] {
  const { retentionDays: days, retainForever, hasLifecycle } = request;
  const problems: string[] = [];
  if (days !== undefined && retainForever) {
    problems.push(`retentionDays is ${days} and retainForever is said as well: leave one of them out`);
  }
  if (hasLifecycle && (days !== undefined || retainForever)) {
    problems.push(
      `${retainForever ? 'retainForever is said' : `retentionDays is ${days}`}, but the lake has a lifecycle: a flow ` +
        'log with a retention overwrites all lifecycle rules of its storage account; leave one of them out',
    );
  }
  if (days === 0) {
    problems.push(
      'retentionDays is 0, which Azure takes as for ever: say retainForever: true if that is meant',
    );
  } else if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= MAX_RETENTION_DAYS)) {
    problems.push(
      `retentionDays is ${days}: it must be a whole number from 1 to ${MAX_RETENTION_DAYS}; for longer give the lake ` +
        'a lifecycle, or say retainForever: true',
    );
  }
  return problems;
}
