import type { HourlyFlow } from './hourly-flows';
import { HOUR } from './hours';
import { isAccepted, type LoggedRecord } from './record';

const TCP = 6;
const DAY = 24 * HOUR;

/** Openings: `begin` tuples of Azure; on AWS one in an hour with the first accepted SYN for a day, null without flags. */
export function openingsIn(
  flow: HourlyFlow,
  hours: readonly HourlyFlow[],
  everyRecord: readonly LoggedRecord[],
): number | null {
  if (flow.cloud === 'azure') {
    const isKnown = everyRecord.some(({ state }) => state !== null) || !everyRecord.some(isAccepted);
    return isKnown ? flow.begins : null;
  }
  if (flow.protocol !== TCP || everyRecord.every(({ flags }) => flags === null)) return null;
  const opened = hours.filter(({ records }) => records.some(isAcceptedSyn)).map(({ hour }) => hour);
  const previous = Math.max(...opened.filter((hour) => hour < flow.hour));
  return opened.includes(flow.hour) && previous < flow.hour - DAY ? 1 : 0;
}

export function isAcceptedSyn(record: LoggedRecord): boolean {
  return record.cloud === 'aws' && record.initiator === 'src' && isAccepted(record);
}
