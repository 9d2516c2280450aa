import type { ThreatListReading } from '../threat-list-reading';
import { ADDRESS_NAMES, isAddressKind, plainName, RANGE_NAMES, TYPE_NAMES } from './entry-names';
import { stixAddresses } from './stix-pattern';

type Members = Readonly<Record<string, unknown>>;

/** Type of the objects with an indicator. Source: OASIS, "STIX Version 2.1", "Indicator". */
const STIX_INDICATOR = 'indicator';
/** Type of the indicators of harmless traffic. Source: OASIS, "STIX Version 2.1", "Indicator Type Open Vocabulary". */
const BENIGN = 'benign';
/** Ids of STIX objects, such as `identity--311b2d2d-f010-4473-83ec-1edf84858f4c`. */
const STIX_ID = /^[a-z0-9-]+--/;
/** Type of the last line of the lists of Spamhaus. */
const METADATA = 'metadata';

/** Reads an entry of a list in JSON: an indicator of STIX, an attribute of MISP, or an object with an address. */
export function readJsonEntry(members: Members, where: string, reading: ThreatListReading): void {
  const { type, id, pattern, value } = members;
  if (type === STIX_INDICATOR && typeof pattern === 'string') readIndicator(members, pattern, where, reading);
  else if (typeof type === 'string' && typeof value === 'string' && isAttribute(members, type)) {
    readAttribute(members, type, value, where, reading);
  } else if (type === METADATA || (typeof id === 'string' && STIX_ID.test(id))) return;
  else {
    const byName = new Map(Object.entries(members).map(([name, each]) => [plainName(name), each]));
    const network = networkOf(byName);
    if (network === undefined)
      reading.bad(where, JSON.stringify(members), 'it has no member with an address');
    else reading.add(where, network, firstText(byName, TYPE_NAMES) ?? '');
  }
}

function readIndicator(members: Members, pattern: string, where: string, reading: ThreatListReading): void {
  const { pattern_type = 'stix', revoked, valid_from, valid_until } = members;
  const from = timeOf(valid_from);
  const until = timeOf(valid_until);
  if (from !== undefined) reading.changes(from);
  if (until !== undefined) reading.changes(until);
  const type = textsOf(members.indicator_types) ?? textsOf(members.labels) ?? '';
  const isThreat = revoked !== true && type.toLowerCase() !== BENIGN;
  const isValid = isThreat && reading.now >= (from ?? -Infinity) && reading.now < (until ?? Infinity);
  const addresses = isValid && pattern_type === 'stix' ? stixAddresses(pattern) : [];
  if (addresses.length === 0) reading.skip();
  for (const address of addresses) reading.add(where, address, type);
}

function isAttribute({ to_ids, category }: Members, type: string): boolean {
  return isAddressKind(type) || to_ids !== undefined || category !== undefined;
}

/** Source: MISP project, "MISP core format", "Attribute". */
function readAttribute(
  { to_ids, deleted, category }: Members,
  type: string,
  value: string,
  where: string,
  reading: ThreatListReading,
): void {
  if (!isAddressKind(type) || isFalse(to_ids) || deleted === true) reading.skip();
  // the port follows the address
  else reading.add(where, value.split('|')[0] as string, typeof category === 'string' ? category : '');
}

/** Exports have texts or numbers in place of truth values. */
function isFalse(value: unknown): boolean {
  return value === false || value === '0' || value === 0;
}

function networkOf(byName: ReadonlyMap<string, unknown>): string | undefined {
  for (const [first, last] of RANGE_NAMES) {
    const [from, to] = [byName.get(first), byName.get(last)];
    if (typeof from === 'string' && typeof to === 'string') return `${from}-${to}`;
  }
  return firstText(byName, ADDRESS_NAMES);
}

function firstText(byName: ReadonlyMap<string, unknown>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = byName.get(name);
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

function textsOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((each) => typeof each === 'string');
  return texts.length > 0 ? texts.join(', ') : undefined;
}

function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
