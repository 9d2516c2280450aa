import { AnalyticsInterval } from '../../azure/flow-log/analytics-interval';
import { ResourceType } from '../../azure/resource-type';
import type { IWorkspace } from './azure-resources';
import { idProblems } from './private/id-problems';
import { isKnown } from './private/known';

/** Options of `TrafficAnalytics.on`. */
export interface TrafficAnalyticsOptions {
  /**
   * Processing interval. Ten minutes cost more than an hour.
   *
   * @default AnalyticsInterval.ONE_HOUR
   */
  readonly interval?: AnalyticsInterval;
}

/**
 * Traffic Analytics of a flow log, on or off. Ids and region are read from the workspace.
 *
 * @example
 * const trafficAnalytics = TrafficAnalytics.on(workspace, { interval: AnalyticsInterval.TEN_MINUTES });
 */
export class TrafficAnalytics {
  /**
   * Writes rows to the workspace; they arrive up to an hour after processing. Azure creates a data collection rule and an
   * endpoint named `NWTA...` in the workspace's resource group. Do not change or delete them. They have no tags: exempt the
   * resource group from policies that deny resources without a tag.
   */
  static on(workspace: IWorkspace, { interval = AnalyticsInterval.ONE_HOUR }: TrafficAnalyticsOptions = {}) {
    return new TrafficAnalytics(workspace, interval, true);
  }

  /** Disables Traffic Analytics. Azure requires the workspace: it rejects an update that omits the block after it was on. */
  static off(workspace: IWorkspace): TrafficAnalytics {
    return new TrafficAnalytics(workspace, AnalyticsInterval.ONE_HOUR, false);
  }

  private constructor(
    /** Workspace that receives the rows. */
    readonly workspace: IWorkspace,
    /** Processing interval. */
    readonly interval: AnalyticsInterval,
    /** Whether Traffic Analytics is on. */
    readonly isOn: boolean,
  ) {}

  /** Problems of workspace and interval. */
  get problems(): string[] {
    const { interval, workspace } = this;
    const problems = idProblems('the workspace of Traffic Analytics', [workspace.id], ResourceType.WORKSPACE);
    if (isKnown(interval) && !Object.values(AnalyticsInterval).includes(interval)) {
      problems.push(`the interval of Traffic Analytics is ${interval} minutes: expected 10 or 60`);
    }
    return problems;
  }
}
