import type { Origin } from '../flows/origin';
import { parseObjectKey } from './object-key';
import { parseStreamKey } from './stream-key';

/** What an object's key says of its records, whichever way it was delivered. */
export function originOf(source: string): Origin {
  const { accountId, region, flowLogId, day } = parseObjectKey(source) ?? parseStreamKey(source) ?? {};
  const known = Object.entries({ accountId, region, flowLogId, day }).filter(
    ([, value]) => value !== undefined,
  );
  return { cloud: 'aws', source, ...Object.fromEntries(known) };
}
