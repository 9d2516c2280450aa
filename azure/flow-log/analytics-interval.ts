/** How often Traffic Analytics processes flow logs, in minutes. */
export enum AnalyticsInterval {
  TEN_MINUTES = 10,
  ONE_HOUR = 60,
}
