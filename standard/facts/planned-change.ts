/** Actions of an engine. */
export enum PlannedAction {
  CREATE = 'create',
  UPDATE = 'update',
  /** Deletes the resource and creates it again, with another id. */
  REPLACE = 'replace',
  DELETE = 'delete',
  NONE = 'none',
}

/** What an engine plans for a resource, as its plan states it. */
export interface PlannedChange {
  readonly action: PlannedAction;
  /** Why, one text per cause, as the end of a sentence: `cidr_block cannot be updated in place`, `it is tainted`. */
  readonly causes: readonly string[];
  /**
   * For a replacement, whether the engine creates the new resource before it deletes the old one.
   *
   * @default - unknown
   */
  readonly createsFirst?: boolean;
}
