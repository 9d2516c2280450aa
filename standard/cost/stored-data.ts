import type { StoredData } from '../../flows/cost/stored-data';
import {
  type Destination,
  FOREVER,
  known,
  mapValue,
  type Retention,
  type StorageFact,
  unknown,
  unknownAt,
  type Value,
} from '../facts';

/** Returns how a destination stores records. An adapter can state only the retention. */
export function storageOf(destination: Value<Destination>): StorageFact {
  if (!destination.known) {
    const reason = unknownAt(destination);
    return { retention: reason, moves: known(false) };
  }
  const { storage, retention } = destination.value;
  return storage ?? { retention, moves: known(false) };
}

/** Converts the storage of records for an estimate. */
export function storedData({ retention, noncurrentRetention, moves }: StorageFact): StoredData {
  return {
    days: daysOf(retention),
    ...(noncurrentRetention && { noncurrentDays: daysOf(noncurrentRetention) }),
    moves,
  };
}

/** Days of a retention; `undefined` for a retention without end. A token of an engine can be negative or NaN. */
export function daysOf(retention: Value<Retention>): Value<number | undefined> {
  if (!retention.known || retention.value === FOREVER) return mapValue(retention, () => undefined);
  return Number.isInteger(retention.value) && retention.value >= 0
    ? known(retention.value)
    : unknown(`${retention.value} is not a number of days`, retention.at);
}
