import { isSpecial, ownAddress } from './ours';
import { destinationOf, type LoggedRecord, sourceOf } from './record';

/** Most own public addresses of one version that a network card has without being a forwarder. */
const MOST_PUBLIC = 3;

/** Marks the records of network cards that forward packets of others. */
export function markForwarded(records: readonly LoggedRecord[]): LoggedRecord[] {
  const forwarders = forwardingCards(records);
  return records.map((record) => ({ ...record, isForwarded: forwarders.has(record.mac ?? '') }));
}

/**
 * Network cards of virtual appliances. Azure logs the addresses of the packets only, so that a card that forwards seems
 * to be both ends of a flow, or to have many public addresses.
 */
function forwardingCards(records: readonly LoggedRecord[]): Set<string> {
  const own = new Map<string, Set<string>>();
  const others = new Map<string, Set<string>>();
  for (const record of records) {
    const address = ownAddress(record);
    if (record.cloud !== 'azure' || record.mac === null || address === null) continue;
    const source = sourceOf(record).address;
    add(own, record.mac, address);
    add(others, record.mac, address === source ? destinationOf(record).address : source);
  }
  const forwarders = new Set<string>();
  for (const [mac, addresses] of own) {
    const outside = [...addresses].filter((address) => !isSpecial(address));
    const isEitherEnd = [...addresses].some((address) => others.get(mac)?.has(address));
    const hasMany = [true, false].some(
      (isV6) => outside.filter((address) => address.includes(':') === isV6).length > MOST_PUBLIC,
    );
    const v4 = [...addresses].filter((address) => !address.includes(':'));
    const isMixed = v4.some(isSpecial) && !v4.every(isSpecial);
    if (isEitherEnd || hasMany || isMixed) forwarders.add(mac);
  }
  return forwarders;
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key) ?? new Set<string>();
  sets.set(key, set.add(value));
}
