/** Attributes of an OCSF event, whatever the form of the event. */
export interface EventAttributes {
  /** Text of an attribute; a number as its digits, a time as milliseconds. Undefined if it is missing, null or `-`. */
  text(path: string): string | undefined;
  /** Texts of a list. Empty if it is missing. */
  texts(path: string): readonly string[];
  /** Whether the event, or the schema of its file, has the attribute. */
  has(path: string): boolean;
  /** Members of `unmapped`: data of the source that OCSF has no attribute for. */
  unmapped(): Readonly<Record<string, string>>;
}

/** Text of a missing value in events that AWS writes. */
export const NO_VALUE = '-';
