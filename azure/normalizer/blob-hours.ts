const BLOB_NAME = '/PT1H.json';

/** Whether a blob is the blob of one hour of a flow log. */
export function isFlowLogBlob(blob: string): boolean {
  return blob.endsWith(BLOB_NAME) && hourStamp(blob).length === HOUR_LENGTH;
}

const HOUR_LENGTH = '2026-11-22T10'.length;

const DATE_PARTS = /\/y=(\d{4})(?:\/m=(\d{2})(?:\/d=(\d{2})(?:\/h=(\d{2}))?)?)?(?=\/)/;

/**
 * The hour in the path of a blob, such as `2026-11-22T10`. A prefix of blobs that ends earlier gives a shorter text, and
 * a prefix without a date gives an empty one.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", log path. The second `m=` is the minute,
 * which is always 00.
 */
function hourStamp(path: string): string {
  const [, year, month, day, hour] = DATE_PARTS.exec(path) ?? [];
  if (year === undefined) return '';
  const date = [year, month, day].filter((part) => part !== undefined).join('-');
  return hour === undefined ? date : `${date}T${hour}`;
}

/** A range of hours. Both ends are included. */
export interface HourRange {
  readonly from: Date;
  readonly to: Date;
}

/** Whether blobs of the range can exist below a prefix. */
export function mayContain(prefix: string, { from, to }: HourRange): boolean {
  const stamp = hourStamp(prefix);
  const part = (time: Date) => time.toISOString().slice(0, stamp.length);
  return part(from) <= stamp && stamp <= part(to);
}

/** Whether a prefix contains the whole date, so that all blobs below it are of one hour. */
export function isHour(prefix: string): boolean {
  return hourStamp(prefix).length === HOUR_LENGTH;
}
