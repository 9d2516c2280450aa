/**
 * Days for which CloudWatch Logs can keep a log group; without any it keeps it forever.
 *
 * Source: CloudWatch Logs API Reference, "PutRetentionPolicy".
 */
export const LOG_GROUP_RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** What is wrong with the days for which a log group is to be kept, if anything is. */
export function logGroupRetentionProblem(days: number): string | undefined {
  if (LOG_GROUP_RETENTION_DAYS.includes(days)) return undefined;
  const longer = LOG_GROUP_RETENTION_DAYS.find((allowed) => allowed > days);
  const advice = longer === undefined ? 'give none, which keeps it forever' : `give ${longer}`;
  const all = LOG_GROUP_RETENTION_DAYS.join(', ');
  return `CloudWatch Logs can not keep a log group for ${days} days: ${advice}, or one of ${all}`;
}
