/** How strictly the order of the required fields is taken. */
export enum FieldOrder {
  ANY = 'any',
  /** The required fields come first, in the order in which the standard names them. */
  EXACT = 'exact',
}

/** What a standard thinks of something that it does not ask for. */
export enum Allowance {
  ALLOW = 'allow',
  WARN = 'warn',
  DENY = 'deny',
}
