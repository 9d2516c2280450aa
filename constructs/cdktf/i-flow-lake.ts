import type { IConstruct } from 'constructs';
import type { IStorageAccount, IWorkspace } from './azure-resources';
import type { TrafficAnalytics } from './traffic-analytics';

/** A lake that can store flow logs. */
export interface IFlowLake extends IConstruct {
  /** Storage account that receives the flow logs. */
  readonly storageAccount: IStorageAccount;

  /** Workspace that Traffic Analytics writes to, if it is on. */
  readonly workspace: IWorkspace;

  /** Whether the account has lifecycle rules, so that no flow log may have a retention. */
  readonly hasLifecycle: boolean;

  /** Prepares the workspace that Traffic Analytics writes to: the first call creates its questions and workbook. */
  acceptAnalytics(analytics: TrafficAnalytics): void;
}
