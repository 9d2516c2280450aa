import type { Value } from '../../flows/value';
import type { PlannedChange } from './planned-change';

/** The part of a fact that decides whether a change replaces the resource. */
export interface ReplaceableResource {
  readonly address: string;
  /** Name for messages. */
  readonly title: string;
  /**
   * What the engine plans for it.
   *
   * @default - the artifact is not a plan
   */
  readonly planned?: PlannedChange;
  /**
   * The properties that the engine cannot update in place.
   *
   * @default - unknown
   */
  readonly immutable?: readonly ImmutableProperty[];
}

/** A property that the engine cannot update in place. A change of its value replaces the resource. */
export interface ImmutableProperty {
  /** Name in the artifact: `CidrBlock`, `cidr_block`. */
  readonly name: string;
  readonly value: Value<unknown>;
  /** The expression of the value in a canonical form. Equal expressions of unknown values count as equal values. */
  readonly text: string;
  /** Whether a change replaces the resource in some cases only. */
  readonly isConditional: boolean;
  /** Whether it is the name of the resource, which is unique in the account, the region or the cloud. */
  readonly isName: boolean;
  /** Returns the resources that the value refers to. If one of them is replaced, the value changes. */
  references(): readonly ReplaceableResource[];
}
