import type { FlowLog } from '../facts';

/** Kinds of changes. */
export enum ChangeKind {
  ADDED = 'added',
  REMOVED = 'removed',
  /** Deleted and created again, with another id. */
  REPLACED = 'replaced',
  UPDATED = 'updated',
}

/** A changed property. */
export interface PropertyChange {
  /** Name for messages: `traffic type`. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Whether the cloud cannot update the property in place. */
  readonly forcesReplacement: boolean;
}

/** The change of one flow log between two versions of an app, and its effect on readers. */
export interface FlowLogChange {
  readonly kind: ChangeKind;
  /** The new version; for a removed flow log, the old one. */
  readonly flowLog: FlowLog;
  readonly before?: FlowLog;
  readonly properties: readonly PropertyChange[];
  readonly fieldsRemoved: readonly string[];
  readonly fieldsAdded: readonly string[];
  readonly isReordered: boolean;
  /** Columns of the table that become null. */
  readonly columnsLost: readonly string[];
  /** OCSF attributes that become empty. */
  readonly attributesLost: readonly string[];
  /** Names of saved queries that no longer work. */
  readonly questionsLost: readonly string[];
  /** The time without records, in words; missing if there is none. */
  readonly gap?: string;
  /** Steps of the change without a gap. */
  readonly steps: readonly string[];
}
