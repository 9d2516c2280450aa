/**
 * Retention periods of a log group, in days. Without a retention period, events never expire.
 *
 * Source: CloudWatch Logs API Reference, "PutRetentionPolicy".
 */
export const LOG_GROUP_RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Returns the shortest retention period of a log group with at least a number of days; undefined if only unlimited retention has. */
export function logGroupRetentionOf(days: number): number | undefined {
  return LOG_GROUP_RETENTION_DAYS.find((each) => each >= days);
}

/** Returns the problem of a retention period for a log group; undefined if CloudWatch Logs supports it. */
export function logGroupRetentionProblem(days: number): string | undefined {
  if (LOG_GROUP_RETENTION_DAYS.includes(days)) return undefined;
  const longer = logGroupRetentionOf(days);
  const advice = longer === undefined ? 'specify none, so that events never expire' : `specify ${longer}`;
  const all = LOG_GROUP_RETENTION_DAYS.join(', ');
  return `CloudWatch Logs does not support a retention of ${days} days: ${advice}, or one of ${all}`;
}
