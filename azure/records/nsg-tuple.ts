import { columnIndex } from '../../flows/columns';
import { RecordCategory } from './record-category';
import { DIRECTION, ENDPOINTS, letters, sameAsColumn, type TupleField } from './tuple-field';
import type { TupleVersion } from './tuple-version';

const LETTERS = letters('protocol', { T: 6, U: 17 });
const NUMBER = sameAsColumn('protocol');

/** `T` or `U` as documented, or an IANA number. */
const PROTOCOL: TupleField = {
  ...LETTERS,
  read: (text) => (/^\d/.test(text) ? NUMBER.read(text) : LETTERS.read(text)),
};

const at = { state: columnIndex('state'), action: columnIndex('action') };

/**
 * NSG flow logs, version 1: 8 fields, without state and counters.
 *
 * Source: Azure Network Watcher documentation, "Flow logging for network security groups", Log format.
 */
export const NSG_TUPLE_1: TupleVersion = {
  category: RecordCategory.NSG,
  version: 1,
  fields: [...ENDPOINTS, PROTOCOL, DIRECTION, letters('action', { A: 'accept', D: 'reject' }, ['D'])],
  hasCounters: false,
};

/**
 * NSG flow logs, version 2: 13 fields. Azure writes state `B` for a denied flow. The row has no state then, because the
 * flow never existed.
 *
 * Source: Azure Network Watcher documentation, "Flow logging for network security groups", Log format.
 */
export const NSG_TUPLE_2: TupleVersion = {
  category: RecordCategory.NSG,
  version: 2,
  fields: [...NSG_TUPLE_1.fields, letters('state', { B: 'begin', C: 'continue', E: 'end' }, ['B'])],
  hasCounters: true,
  derive: (row) => {
    if (row[at.action] === 'reject') row[at.state] = null;
  },
};
