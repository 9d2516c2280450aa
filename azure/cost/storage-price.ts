import { known, unknown, unknownAt, type Value } from '../../flows/value';
import {
  ACCESS_TIERS,
  type AccessTier,
  type BlobPriceName,
  type BlobWritesPriceName,
  blobPriceName,
  blobWritesPriceName,
  REDUNDANCIES,
  type Redundancy,
} from '../prices/charges';
import type { CostedStorage } from './costed-flow-log';

/** The redundancy and the tier that an estimate counts if those of the account are unknown: the lowest price. */
export const ASSUMED_REDUNDANCY: Redundancy = 'LRS';
export const ASSUMED_TIER: AccessTier = 'Hot';

/** Returns the redundancy of the storage account; unknown for a name that Azure does not have. */
export function redundancyOf({ redundancy }: CostedStorage): Value<Redundancy> {
  if (!redundancy.known) return unknownAt(redundancy);
  const name = redundancy.value.toUpperCase().replaceAll('-', '').replace('READACCESS', 'RA');
  const found = REDUNDANCIES.find((each) => each === name);
  return found
    ? known(found)
    : unknown(`${JSON.stringify(redundancy.value)} is not one of ${REDUNDANCIES.join(', ')}`);
}

/** Returns the access tier of new blobs; unknown for a name that standard accounts do not have. */
export function accessTierOf({ accessTier }: CostedStorage): Value<AccessTier> {
  if (!accessTier.known) return unknownAt(accessTier);
  const found = ACCESS_TIERS.find((each) => each.toLowerCase() === accessTier.value.toLowerCase());
  return found
    ? known(found)
    : unknown(`${JSON.stringify(accessTier.value)} is not one of ${ACCESS_TIERS.join(', ')}`);
}

/** Returns the name of the price of the storage that an estimate counts. */
export function storagePriceName(storage: CostedStorage): BlobPriceName {
  return blobPriceName(...countedStorage(storage));
}

/** Returns the name of the price of write operations that an estimate counts. */
export function writesPriceName(storage: CostedStorage): BlobWritesPriceName {
  return blobWritesPriceName(...countedStorage(storage));
}

function countedStorage(storage: CostedStorage): [AccessTier, Redundancy] {
  const [tier, redundancy] = [accessTierOf(storage), redundancyOf(storage)];
  return [tier.known ? tier.value : ASSUMED_TIER, redundancy.known ? redundancy.value : ASSUMED_REDUNDANCY];
}
