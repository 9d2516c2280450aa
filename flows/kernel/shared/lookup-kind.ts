/** What the kernel looks up by address. Each kind has a dictionary of its own. */
export enum LookupKind {
  THREAT_TYPE,
  THREAT_SOURCE,
  COUNTRY,
  ASN,
}

/** Number of kinds. */
export const LOOKUP_KINDS = 4;
