import type { FlowLog } from '../facts';

/** What becomes of a flow log. */
export enum ChangeKind {
  ADDED = 'added',
  REMOVED = 'removed',
  /** Removed and made anew, with another id and nothing recorded in between. */
  REPLACED = 'replaced',
  UPDATED = 'updated',
}

/** A property that is another one. */
export interface PropertyChange {
  /** As its engine has it: `LogFormat`, `target_resource_id`. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Whether the flow log can not be changed in it, and is made anew. */
  readonly forcesReplacement: boolean;
}

/** What changes about one flow log between two versions of an app, and what that means for who reads its records. */
export interface FlowLogChange {
  readonly kind: ChangeKind;
  /** As it will be; as it was, for one that goes. */
  readonly flowLog: FlowLog;
  readonly before?: FlowLog;
  readonly properties: readonly PropertyChange[];
  readonly fieldsRemoved: readonly string[];
  readonly fieldsAdded: readonly string[];
  readonly isReordered: boolean;
  /** Columns of the table that will be null from then on. */
  readonly columnsLost: readonly string[];
  /** OCSF attributes that will be empty from then on. */
  readonly attributesLost: readonly string[];
  /** Shipped questions that can no longer be answered, by name. */
  readonly questionsLost: readonly string[];
  /** How long nothing is recorded, in words, where something is lost. */
  readonly gap?: string;
  /** How to make the change without a gap, one step each. */
  readonly steps: readonly string[];
}
