/** Whether the order of the required fields matters. */
export enum FieldOrder {
  ANY = 'any',
  /** A log format starts with the required fields, in the order of the standard. */
  EXACT = 'exact',
}
