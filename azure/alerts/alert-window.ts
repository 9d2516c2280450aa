/**
 * Durations that a log search alert supports, in ISO 8601 notation.
 *
 * @example
 * new FlowAlert(stack, 'Alert', { workspace, title, query, window: AlertDuration.TWO_HOURS });
 */
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
  /** Only for windows. */
  TWO_DAYS = 'P2D',
}

/**
 * Durations of windows, shortest first, with their length in minutes.
 *
 * Source: azurerm provider documentation, "azurerm_monitor_scheduled_query_rules_alert_v2".
 */
export const WINDOW_DURATIONS: ReadonlyMap<string, number> = new Map(
  Object.values(AlertDuration).map((duration) => [duration, minutesOf(duration)]),
);

/** Evaluation frequencies with their length in minutes. */
export const EVALUATION_FREQUENCIES: ReadonlyMap<string, number> = new Map(
  [...WINDOW_DURATIONS].filter(([duration]) => duration !== AlertDuration.TWO_DAYS),
);

/**
 * Maximum time in minutes until Log Analytics has ingested rows of Traffic Analytics.
 *
 * Source: Azure Network Watcher documentation, "Traffic analytics schema and data aggregation".
 */
const INGESTION_MINUTES = 60;

/**
 * The shortest window that contains at least one complete interval at every time.
 *
 * @param intervalMinutes - interval of Traffic Analytics: 10 or 60
 * @throws RangeError if no window is at least twice as long as the interval
 */
export function shortestWindow(intervalMinutes: number): AlertDuration {
  return windowOf(2 * intervalMinutes);
}

/**
 * The default window, which also covers the ingestion time: PT1H for an interval of 10 minutes, PT2H for 60.
 *
 * @throws RangeError if no window is at least twice as long as the interval
 */
export function defaultWindow(intervalMinutes: number): AlertDuration {
  return windowOf(Math.max(2 * intervalMinutes, INGESTION_MINUTES));
}

/** Validates the window of an alert on tables of Traffic Analytics. Returns the problem, or undefined. */
export function windowProblem(window: string, intervalMinutes: number): string | undefined {
  const minutes = WINDOW_DURATIONS.get(window);
  if (minutes === undefined) {
    return `window ${window} is not a valid duration: use one of ${[...WINDOW_DURATIONS.keys()].join(', ')}`;
  }
  const shortest = shortestWindow(intervalMinutes);
  if (minutes >= (WINDOW_DURATIONS.get(shortest) as number)) return undefined;
  const usual = defaultWindow(intervalMinutes);
  return (
    `Traffic Analytics processes flow logs every ${intervalMinutes} minutes and ingestion takes up to an hour, so a window of ` +
    `${window} never contains complete data: use at least ${shortest}${usual === shortest ? '' : `, better ${usual}`}`
  );
}

function windowOf(leastMinutes: number): AlertDuration {
  for (const [window, minutes] of WINDOW_DURATIONS)
    if (minutes >= leastMinutes) return window as AlertDuration;
  throw new RangeError(
    `no window is as long as ${leastMinutes} minutes: use an interval of Traffic Analytics of 10 or 60 minutes`,
  );
}

/** Length in minutes of an ISO 8601 duration with a single component. */
function minutesOf(duration: AlertDuration): number {
  const [, number, unit] = /^PT?(\d+)([MHD])$/.exec(duration) as unknown as [string, string, 'M' | 'H' | 'D'];
  return Number(number) * { M: 1, H: 60, D: 1440 }[unit];
}
