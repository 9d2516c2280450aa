import { memberPath } from '../flows/input/member-path';
import type { Origin } from '../flows/origin';
import { parseObjectKey } from './object-key';
import { parseStreamKey } from './stream-key';

/** Derives the origin of an object's records from its key, for direct deliveries and for streams. */
export function originOf(source: string): Origin {
  const { accountId, region, flowLogId, day } = keyParts(source) ?? keyParts(memberPath(source)) ?? {};
  const known = Object.entries({ accountId, region, flowLogId, day }).filter(
    ([, value]) => value !== undefined,
  );
  return { cloud: 'aws', source, ...Object.fromEntries(known) };
}

function keyParts(key: string): Partial<Origin> | undefined {
  return parseObjectKey(key) ?? parseStreamKey(key);
}
