import type { BadValue } from '../../flows/cell';
import type { TupleVersion } from './tuple-version';

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One record of a flow log: the tuples of one network interface in about one minute. */
export interface FlowRecord {
  readonly logType: 'vnet' | 'nsg';
  /** Time at which the service wrote the record, in milliseconds since 1970; null if the record has no time. */
  readonly loggedTime: bigint | null;
  /** Resource id of the flow log, if the record contains it. */
  readonly flowLog?: string;
  readonly flowLogGuid?: string;
  /** Id of the resource whose traffic is logged. */
  readonly target?: string;
  readonly tupleVersion: TupleVersion;
  readonly groups: readonly (TupleGroup | BrokenGroup)[];
  /** Names of the fields whose value is not valid, so that their columns are null. */
  readonly invalid: readonly string[];
}

/** Tuples of one rule. */
export interface TupleGroup {
  readonly rule: string | null;
  readonly aclId: string | null;
  readonly mac: string | null;
  readonly tuples: readonly unknown[];
  /** Why none of the tuples can become a row. */
  readonly problem?: BadValue;
}

/** A value in the place of a tuple group that is not a valid group. The reader counts it as one tuple. */
export interface BrokenGroup {
  readonly problem: BadValue;
  readonly raw: unknown;
}
