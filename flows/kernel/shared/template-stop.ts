/** Why the kernel stopped reading JSON objects of a template. */
export enum TemplateStop {
  /** The text ends before the object does. */
  NEEDS_TEXT,
  /** The texts that were found must be taken first. */
  NO_ROOM,
  /** Another byte than the separator follows an object. */
  END,
  /** Something else than an object of a template follows. */
  OTHER,
}
