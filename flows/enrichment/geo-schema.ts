/**
 * The record of an address in a database of the MaxMind DB format: the members that fill columns.
 *
 * - MaxMind and DB-IP: `country.iso_code` (Country, City, Enterprise), `autonomous_system_number` (ASN, ISP) or
 *   `traits.autonomous_system_number` (Enterprise).
 * - IPinfo: `country_code` or a `country` of two letters, and `asn` as text, such as `AS15169`.
 *
 * Sources: MaxMind GeoIP2 and GeoLite2 documentation, "City and Country Databases", "ASN and ISP Databases"; IPinfo
 * documentation, "IPinfo Lite Database", "Database Schemas".
 */
export interface GeoInfo {
  readonly country?: { readonly iso_code?: string } | string;
  readonly country_code?: string;
  readonly autonomous_system_number?: number;
  readonly asn?: string | number;
  readonly traits?: { readonly autonomous_system_number?: number };
}

/** What a record states about an address; null if it does not. */
export interface GeoDetails {
  /** ISO 3166 code of two letters. */
  readonly country: string | null;
  readonly asn: number | null;
}

/** Details of an address without a record. */
export const NO_DETAILS: GeoDetails = { country: null, asn: null };

const COUNTRY = /^[A-Za-z]{2}$/;
const ASN = /^(?:AS)?([0-9]{1,10})$/i;
const MAX_ASN = 2 ** 32 - 1;

/** Reads the members of a record that fill columns. Members of other types are ignored. */
export function geoDetails(record: unknown): GeoDetails {
  if (typeof record !== 'object' || record === null) return NO_DETAILS;
  const { country, country_code, autonomous_system_number, asn, traits } = record as Record<string, unknown>;
  return {
    country: countryOf(member(country, 'iso_code')) ?? countryOf(country_code) ?? countryOf(country),
    asn: asnOf(autonomous_system_number) ?? asnOf(member(traits, 'autonomous_system_number')) ?? asnOf(asn),
  };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function countryOf(value: unknown): string | null {
  return typeof value === 'string' && COUNTRY.test(value) ? value.toUpperCase() : null;
}

/** Number 0 is reserved: publishers write it for unknown networks. */
function asnOf(value: unknown): number | null {
  const digits = typeof value === 'string' ? ASN.exec(value)?.[1] : value;
  if (typeof digits !== 'string' && typeof digits !== 'number' && typeof digits !== 'bigint') return null;
  const number = Number(digits);
  return Number.isInteger(number) && number > 0 && number <= MAX_ASN ? number : null;
}
