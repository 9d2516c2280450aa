import { type HandRow, request } from '../../support/flow-rows';

/** Returns a request at ten past an hour of a day in November 2026. */
export function at(day: number, hour: number, row: HandRow = {}): HandRow {
  const start = `2026-11-${String(day).padStart(2, '0')} ${String(hour).padStart(2, '0')}:10`;
  return request({ start_time: `${start}:00`, end_time: `${start}:59`, ...row });
}

/** Returns a request at the same hour of each day. */
export function daily(days: readonly number[], hour: number, row: HandRow = {}): HandRow[] {
  return days.map((day) => at(day, hour, row));
}
