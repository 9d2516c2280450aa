import { FIELDS_BY_NAME } from '../fields';

const SEPARATORS = /[^a-z0-9]/g;

/** Returns a name without separators and capitals: `srcAddr`, `src_addr` and `src-addr` are all `srcaddr`. */
export function bareName(name: string): string {
  return name.toLowerCase().replace(SEPARATORS, '');
}

const BY_BARE_NAME = new Map([...FIELDS_BY_NAME.keys()].map((name) => [bareName(name), name]));

/** Returns the field that has a name in any notation: `account_id`, `AccountId`. Returns undefined for any other name. */
export function fieldOfNotation(name: string): string | undefined {
  return BY_BARE_NAME.get(bareName(name));
}
