/** Kind of a value of a JSON object that has always the same members. */
export enum TemplateValue {
  /** The text to keep: a string. */
  TEXT,
  /** A string to skip. */
  STRING,
  /** A whole number to skip. */
  NUMBER,
  /** The members of an object to skip. All of their values are strings. */
  STRINGS,
  /** No value: the template ends. */
  END,
}
