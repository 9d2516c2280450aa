/**
 * The record of an address in a database of the MaxMind DB format: the members that fill columns.
 *
 * - MaxMind and DB-IP: `country.iso_code` (Country, City, Enterprise), `autonomous_system_number` (ASN, ISP) or
 *   `traits.autonomous_system_number` (Enterprise).
 * - IPinfo: a `country` of two letters or `country_code`, and `asn` as text, such as `AS15169`.
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

const UPPER_CASE = /^[A-Z]{2}$/;
const COUNTRY = /^[A-Za-z]{2}$/;
const ASN = /^(?:AS)?([0-9]{1,10})$/i;
const MAX_ASN = 2 ** 32 - 1;

/** Reads the members of a record that fill columns. Members of other types are ignored. */
export function geoDetails(record: unknown): GeoDetails {
  if (typeof record !== 'object' || record === null) return NO_DETAILS;
  const { country, country_code, autonomous_system_number, asn, traits } = record as Record<string, unknown>;
  const code = typeof country === 'string' ? country : member(country, 'iso_code');
  const numbers = [autonomous_system_number, member(traits, 'autonomous_system_number'), asn];
  return firstDetails([code, country_code], numbers);
}

/** The first valid country and the first valid AS number of several values. */
export function firstDetails(countries: readonly unknown[], numbers: readonly unknown[]): GeoDetails {
  let country: string | null = null;
  for (const value of countries) country ??= countryOf(value);
  let asn: number | null = null;
  for (const value of numbers) asn ??= asnOf(value);
  return { country, asn };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function countryOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.length !== 2) return null;
  if (UPPER_CASE.test(value)) return value;
  return COUNTRY.test(value) ? value.toUpperCase() : null;
}

/** Number 0 is reserved: publishers write it for unknown networks. */
function asnOf(value: unknown): number | null {
  if (value === undefined) return null;
  const digits = typeof value === 'string' ? ASN.exec(value)?.[1] : value;
  if (typeof digits !== 'string' && typeof digits !== 'number' && typeof digits !== 'bigint') return null;
  const number = Number(digits);
  return Number.isInteger(number) && number > 0 && number <= MAX_ASN ? number : null;
}
