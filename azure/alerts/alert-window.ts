/** Durations that log search alerts know, as they are written. */
export enum AlertDuration {
  ONE_MINUTE = 'PT1M',
  FIVE_MINUTES = 'PT5M',
  TEN_MINUTES = 'PT10M',
  FIFTEEN_MINUTES = 'PT15M',
  THIRTY_MINUTES = 'PT30M',
  FORTY_FIVE_MINUTES = 'PT45M',
  ONE_HOUR = 'PT1H',
  TWO_HOURS = 'PT2H',
  THREE_HOURS = 'PT3H',
  FOUR_HOURS = 'PT4H',
  FIVE_HOURS = 'PT5H',
  SIX_HOURS = 'PT6H',
  ONE_DAY = 'P1D',
  /** For windows alone. */
  TWO_DAYS = 'P2D',
}

/**
 * Durations that a run can look back, and minutes of each, the shortest first.
 *
 * Source: azurerm provider documentation, "azurerm_monitor_scheduled_query_rules_alert_v2".
 */
export const WINDOW_DURATIONS: ReadonlyMap<string, number> = new Map(
  Object.values(AlertDuration).map((duration) => [duration, minutesOf(duration)]),
);

/** Durations between two runs, and minutes of each. */
export const EVALUATION_FREQUENCIES: ReadonlyMap<string, number> = new Map(
  [...WINDOW_DURATIONS].filter(([duration]) => duration !== AlertDuration.TWO_DAYS),
);

/**
 * Minutes that rows of Traffic Analytics can take to arrive.
 *
 * Source: Azure Network Watcher documentation, "Traffic analytics schema and data aggregation".
 */
export const INGESTION_MINUTES = 60;

/**
 * The shortest window in which every interval is complete at least once.
 *
 * @param intervalMinutes - how often Traffic Analytics processes flow logs: 10 or 60
 * @throws RangeError if there is no window as long as twice the interval
 */
export function shortestWindow(intervalMinutes: number): AlertDuration {
  return windowOf(2 * intervalMinutes);
}

/**
 * A window that also leaves time for the rows to arrive: PT1H for 10 minutes, PT2H for 60.
 *
 * @throws RangeError if there is no window as long as twice the interval
 */
export function defaultWindow(intervalMinutes: number): AlertDuration {
  return windowOf(Math.max(2 * intervalMinutes, INGESTION_MINUTES));
}

/** What is wrong with the window of an alert on the rows of Traffic Analytics; nothing if it is long enough. */
export function windowProblem(window: string, intervalMinutes: number): string | undefined {
  const minutes = WINDOW_DURATIONS.get(window);
  if (minutes === undefined) {
    return `window ${window} is not one that an alert can have: use one of ${[...WINDOW_DURATIONS.keys()].join(', ')}`;
  }
  const shortest = shortestWindow(intervalMinutes);
  if (minutes >= (WINDOW_DURATIONS.get(shortest) as number)) return undefined;
  const usual = defaultWindow(intervalMinutes);
  return (
    `Traffic Analytics processes every ${intervalMinutes} minutes and ingestion takes up to an hour, so a window of ` +
    `${window} never sees complete data: use at least ${shortest}${usual === shortest ? '' : `, better ${usual}`}`
  );
}

function windowOf(leastMinutes: number): AlertDuration {
  for (const [window, minutes] of WINDOW_DURATIONS)
    if (minutes >= leastMinutes) return window as AlertDuration;
  throw new RangeError(
    `no window of an alert has ${leastMinutes} minutes: an interval of Traffic Analytics is 10 or 60`,
  );
}

/** Minutes of a duration of ISO 8601 with one part. */
function minutesOf(duration: AlertDuration): number {
  const [, number, unit] = /^PT?(\d+)([MHD])$/.exec(duration) as unknown as [string, string, 'M' | 'H' | 'D'];
  return Number(number) * { M: 1, H: 60, D: 1440 }[unit];
}
