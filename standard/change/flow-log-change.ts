import type { Destination, FlowLog, RemovalEffect, Value } from '../facts';
import type { FieldDifference } from './field-differences';
import type { Replacement } from './replacements';

/** Kinds of changes. */
export enum ChangeKind {
  ADDED = 'added',
  REMOVED = 'removed',
  /** Deleted and created again, with another id. */
  REPLACED = 'replaced',
  /** Replaced, depending on a value that is known only after deployment. */
  POSSIBLY_REPLACED = 'possibly replaced',
  UPDATED = 'updated',
  /** The flow log itself does not change, but its network or its destination is replaced, removed, or cannot be updated. */
  AFFECTED = 'affected',
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

/** The replacement of the network under a flow log. */
export interface NetworkChange {
  /** Names for messages. */
  readonly before: string;
  readonly after: string;
  readonly replacement: Replacement;
}

/** What a change does with the destination of a flow log. */
export interface DestinationChange {
  readonly before: Destination;
  /** The destination of new records; missing if the flow log is removed. */
  readonly after?: Destination;
  /** Why the old destination is replaced, if it is. */
  readonly replacement?: Replacement;
  /**
   * The folders in the bucket, if records go to another one.
   *
   * @default - the folder stays
   */
  readonly folders?: { readonly before: string; readonly after: string; readonly isCertain: boolean };
  /** What happens to the records in the old destination; missing if it stays. */
  readonly effect?: Value<RemovalEffect>;
}

/** Why a cloud does not carry out a change as planned. */
export interface Refusal {
  readonly message: string;
  readonly fix: string;
  /** Whether the refusal depends on something that is known only after deployment. */
  readonly isCertain: boolean;
  /**
   * Whether the refusal depends on a value that the artifacts do not contain.
   *
   * @default false
   */
  readonly isUndecided?: boolean;
}

/** The change of one flow log between two versions of an app, and its effect on readers. */
export interface FlowLogChange {
  readonly kind: ChangeKind;
  /** The new version; for a removed flow log, the old one. */
  readonly flowLog: FlowLog;
  readonly before?: FlowLog;
  /** Why the engine replaces it or creates it, one text per cause. */
  readonly causes: readonly string[];
  readonly properties: readonly PropertyChange[];
  /** The fields of both formats in order; empty if the formats are equal. */
  readonly fields: readonly FieldDifference[];
  readonly fieldsRemoved: readonly string[];
  readonly fieldsAdded: readonly string[];
  /** Whether fields that remain have another position because of new or moved fields. */
  readonly isReordered: boolean;
  /** Columns of the table that become null. */
  readonly columnsLost: readonly string[];
  /** OCSF attributes that become empty. */
  readonly attributesLost: readonly string[];
  /** Names of saved queries that no longer work. */
  readonly questionsLost: readonly string[];
  /** The replacement of its network; missing if the network stays. */
  readonly network?: NetworkChange;
  /** What happens to its destination; missing if the destination stays. */
  readonly destination?: DestinationChange;
  /** Why the cloud does not carry out the change as planned; missing if it does. */
  readonly refusal?: Refusal;
  /** Whether the traffic of a removed flow log is still recorded or no longer exists. */
  readonly isHarmless: boolean;
  /** The time without records, in words; missing if there is none. */
  readonly gap?: string;
  /** Steps of the change without a gap. */
  readonly steps: readonly string[];
}
