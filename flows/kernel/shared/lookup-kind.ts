/** What the kernel looks up by address. Each kind has a dictionary of its own. */
export enum LookupKind {
  THREAT_TYPE,
  THREAT_SOURCE,
  COUNTRY,
  ASN,
}

/** Number of kinds. */
export const LOOKUP_KINDS = 4;

/** Which addresses of a row are looked up. */
export enum LookupSide {
  SOURCE,
  DESTINATION,
  /** The address that is a threat: the source if it is one, else the destination. */
  THREAT,
}

/** Number of sides. */
export const SIDES = 3;
