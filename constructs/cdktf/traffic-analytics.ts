import { AnalyticsInterval } from '../../azure/flow-log/analytics-interval';
import { ResourceType } from '../../azure/resource-type';
import type { IWorkspace } from './azure-resources';
import { idProblems } from './private/id-problems';

/** Options of `TrafficAnalytics.on`. */
export interface TrafficAnalyticsOptions {
  /**
   * How often flow logs are processed. Ten minutes cost more than an hour.
   *
   * @default AnalyticsInterval.ONE_HOUR
   */
  readonly interval?: AnalyticsInterval;
}

/**
 * Whether Traffic Analytics turns a flow log into rows of a workspace. What Azure wants to know of the workspace (two
 * ids and its region) comes from the workspace itself.
 */
export class TrafficAnalytics {
  /**
   * Rows come to this workspace, up to an hour after they were processed. In the workspace's resource group Azure makes
   * a data collection rule and endpoint named `NWTA...`, which nobody may touch.
   */
  static on(workspace: IWorkspace, { interval = AnalyticsInterval.ONE_HOUR }: TrafficAnalyticsOptions = {}) {
    return new TrafficAnalytics(workspace, interval, true);
  }

  /** No rows come. Azure must be told so, naming the workspace: leaving all of it out is refused once it was on. */
  static off(workspace: IWorkspace): TrafficAnalytics {
    return new TrafficAnalytics(workspace, AnalyticsInterval.ONE_HOUR, false);
  }

  private constructor(
    /** Where rows come to. */
    readonly workspace: IWorkspace,
    /** How often they come. */
    readonly interval: AnalyticsInterval,
    /** Whether they come. */
    readonly isOn: boolean,
  ) {}

  /** What is wrong with it. */
  get problems(): string[] {
    const { interval, workspace } = this;
    const problems = idProblems('the workspace of Traffic Analytics', [workspace.id], ResourceType.WORKSPACE);
    if (!Object.values(AnalyticsInterval).includes(interval)) {
      problems.push(`the interval of Traffic Analytics is ${interval} minutes: it must be 10 or 60`);
    }
    return problems;
  }
}
