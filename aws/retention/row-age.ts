/**
 * A record can be delivered on the day after its event, and S3 deletes an object at the midnight after its retention.
 * Source: Amazon S3 User Guide, "Lifecycle configuration elements: How Amazon S3 calculates how long an object has been
 * noncurrent and when it expires".
 */
const MARGIN_DAYS = 2;

/**
 * Returns the largest age of the event of a row, in days. A raw object can be normalized again until it expires. The file
 * that is written then has the whole retention of the tables.
 */
export function maxRowAge(rawRetentionDays: number, tableRetentionDays: number): number {
  return rawRetentionDays + tableRetentionDays + MARGIN_DAYS;
}
