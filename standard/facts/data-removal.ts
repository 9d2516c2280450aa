import type { Value } from '../../flows/value';

/** What happens to recorded data when an engine deletes the destination that stores it. */
export enum RemovalEffect {
  /** The engine deletes the data with the destination. */
  DESTROYED = 'destroyed',
  /** The engine keeps the destination and its data, and no longer manages them. */
  KEPT = 'kept',
  /** The cloud refuses the deletion while the destination contains data. */
  REFUSED = 'refused',
}

/** What happens to recorded data when a destination is replaced or removed. */
export interface DataRemoval {
  readonly onReplace: Value<RemovalEffect>;
  readonly onDelete: Value<RemovalEffect>;
}
