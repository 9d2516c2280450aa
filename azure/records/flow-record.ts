import type { BadValue } from '../../flows/cell';
import { shownValue } from '../../flows/shown';
import { badRecord } from './blob-record';
import { NSG_CATEGORY, readNsgRecord } from './nsg-record';
import type { TupleLayout } from './read-tuple';
import { readVnetRecord, VNET_CATEGORY } from './vnet-record';

/** One record of a flow log: what one interface saw in about a minute. */
export interface FlowRecord {
  readonly logType: 'vnet' | 'nsg';
  /** When the service wrote the record, in milliseconds. */
  readonly loggedTime: bigint | null;
  /** Id of the resource that is the flow log, where the record names it. */
  readonly flowLog?: string;
  readonly flowLogGuid?: string;
  /** Id of the resource that is logged. */
  readonly target?: string;
  readonly layout: TupleLayout;
  readonly groups: readonly (TupleGroup | BrokenGroup)[];
}

/** Tuples that one rule decided. */
export interface TupleGroup {
  readonly rule: string | null;
  readonly aclId: string | null;
  readonly mac: string | null;
  readonly tuples: readonly unknown[];
}

/** What stands where such a group should: it counts as one tuple. */
export interface BrokenGroup {
  readonly problem: BadValue;
  readonly raw: unknown;
}

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads what a record says of itself, by its category; its tuples stay as they are. */
export function readFlowRecord(value: JsonObject): FlowRecord | BadValue {
  switch (value.category) {
    case VNET_CATEGORY:
      return readVnetRecord(value);
    case NSG_CATEGORY:
      return readNsgRecord(value);
    case undefined:
      return badRecord('has no category');
    default:
      return badRecord(
        `is of category ${shownValue(value.category)}, not ${VNET_CATEGORY} or ${NSG_CATEGORY}`,
      );
  }
}

/** How many tuples a record has; what is broken counts as one. */
export function tupleCount({ groups }: FlowRecord): number {
  return groups.reduce((sum, group) => sum + ('tuples' in group ? group.tuples.length : 1), 0);
}
