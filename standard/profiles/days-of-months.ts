/**
 * Returns the days of a period that a framework states in months. Twelve months are 365 days, and each month beside whole
 * years is 30 days: 3 months are 90 days, 6 are 180, 18 are 545. CloudWatch Logs offers these periods of retention.
 */
export function daysOfMonths(months: number): number {
  return Math.floor(months / 12) * 365 + (months % 12) * 30;
}
