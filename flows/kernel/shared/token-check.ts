/** Which tokens are valid in a column. */
export enum TokenCheck {
  /** Any bytes. */
  TEXT,
  /** A word of the column's lexicon. */
  WORD,
  /** An IPv4 or IPv6 address. */
  ADDRESS,
  /** A time in seconds or milliseconds since 1970. */
  TIME,
  /** The name of a cloud region. */
  REGION,
  /** A whole number up to the column's maximum. */
  NUMBER,
  /** An AWS account id of twelve digits; any other token is null. */
  ACCOUNT,
  /** Neighbouring tokens of a composite column; each member column checks its own token. */
  COMPOSITE,
}
