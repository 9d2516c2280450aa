/**
 * Interval at which Traffic Analytics processes flow logs, in minutes.
 *
 * @example
 * TrafficAnalytics.on(workspace, { interval: AnalyticsInterval.TEN_MINUTES });
 */
export enum AnalyticsInterval {
  TEN_MINUTES = 10,
  ONE_HOUR = 60,
}

/** All intervals, in minutes. Source: azurerm provider, `azurerm_network_watcher_flow_log`. */
export const ANALYTICS_INTERVALS: readonly number[] = [
  AnalyticsInterval.TEN_MINUTES,
  AnalyticsInterval.ONE_HOUR,
];
