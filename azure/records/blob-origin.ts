import { memberPath } from '../../flows/input/member-path';
import type { Origin } from '../../flows/origin';
import { parseBlobPath } from './blob-path';

/** Origin of the records of a blob, from its path. */
export function blobOrigin(path: string): Origin {
  const { subscriptionId, region, flowLogName, day } = parseBlobPath(memberPath(path)) ?? {};
  return {
    cloud: 'azure',
    source: path,
    ...(subscriptionId ? { accountId: subscriptionId } : {}),
    ...(region ? { region } : {}),
    ...(flowLogName ? { flowLogId: flowLogName } : {}),
    ...(day ? { day } : {}),
  };
}
