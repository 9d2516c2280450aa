import { FLOW_LOG_CONTAINER } from '../storage/containers';

/** Containers that Network Watcher writes to: of virtual network flow logs, and of those of security groups. */
export const FLOW_LOG_CONTAINERS = [FLOW_LOG_CONTAINER, 'insights-logs-networksecuritygroupflowevent'];

const BLOB_NAME = '/PT1H.json';

/** Whether a blob is one of an hour of a flow log. */
export function isFlowLogBlob(blob: string): boolean {
  return blob.endsWith(BLOB_NAME) && hourStamp(blob).length === HOUR_LENGTH;
}

const HOUR_LENGTH = '2026-11-22T10'.length;

const DATE_PARTS = /\/y=(\d{4})(?:\/m=(\d{2})(?:\/d=(\d{2})(?:\/h=(\d{2}))?)?)?(?=\/)/;

/**
 * The hour of a blob or of a prefix of blobs by the parts of its path, `2026-11-22T10`; less of it where the prefix
 * ends before, and nothing where it has no date yet.
 *
 * Source: Azure Network Watcher, "Virtual network flow logs", log path: the second `m=` is the minute, always 00.
 */
export function hourStamp(path: string): string {
  const [, year, month, day, hour] = DATE_PARTS.exec(path) ?? [];
  if (year === undefined) return '';
  const date = [year, month, day].filter((part) => part !== undefined).join('-');
  return hour === undefined ? date : `${date}T${hour}`;
}

/** Hours, both ends included. */
export interface HourRange {
  readonly from: Date;
  readonly to: Date;
}

/** Whether a prefix may hold blobs of some hours. */
export function mayHold(prefix: string, { from, to }: HourRange): boolean {
  const stamp = hourStamp(prefix);
  const part = (time: Date) => time.toISOString().slice(0, stamp.length);
  return part(from) <= stamp && stamp <= part(to);
}

/** Whether a prefix has its whole date, so that all that is below it is of one hour. */
export function isHour(prefix: string): boolean {
  return hourStamp(prefix).length === HOUR_LENGTH;
}
