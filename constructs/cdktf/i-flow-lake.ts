import type { IConstruct } from 'constructs';
import type { IStorageAccount, IWorkspace } from './azure-resources';
import type { TrafficAnalytics } from './traffic-analytics';

/** A lake that flow logs can be sent to. */
export interface IFlowLake extends IConstruct {
  /** Where flow logs are written. */
  readonly storageAccount: IStorageAccount;

  /** Where Traffic Analytics writes rows, if it is on. */
  readonly workspace: IWorkspace;

  /** Whether the account has lifecycle rules, so that no flow log may have a retention. */
  readonly hasLifecycle: boolean;

  /** Makes ready for the rows of a flow log: once for all flow logs, the questions and the workbook. */
  acceptAnalytics(analytics: TrafficAnalytics): void;
}
