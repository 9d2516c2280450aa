import { BadValue } from '../../flows/cell';
import { columnIndex } from '../../flows/columns';
import { RejectCode } from '../../flows/rejects';
import { shown } from '../../flows/shown';
import { RecordCategory } from './record-category';
import { DIRECTION, ENDPOINTS, letters, sameAsColumn, type TupleField } from './tuple-field';
import type { TupleVersion } from './tuple-version';

/** Accepts states that Azure may add later, but not the single letters that NSG tuples have in this position. */
export const ENCRYPTION_STATE = /^(X|[A-Z][A-Z0-9_]+)$/;

const ENCRYPTION: TupleField = {
  ...sameAsColumn('encryption'),
  read: (text) =>
    ENCRYPTION_STATE.test(text)
      ? text
      : new BadValue(RejectCode.UNKNOWN_WORD, `expected an encryption state, received ${shown(text)}`),
};

const at = { state: columnIndex('state'), action: columnIndex('action') };

/**
 * VNet flow logs, version 4: 13 fields. There is no field for the action: state `D` is a denied flow, and every other
 * state is one of an allowed flow.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", Log format.
 */
export const VNET_TUPLE_4: TupleVersion = {
  category: RecordCategory.VNET,
  version: 4,
  fields: [
    ...ENDPOINTS,
    sameAsColumn('protocol'),
    DIRECTION,
    letters('state', { B: 'begin', C: 'continue', E: 'end', D: null }, ['B', 'D']),
    ENCRYPTION,
  ],
  hasCounters: true,
  derivedColumns: ['action'],
  derive: (row) => {
    row[at.action] = row[at.state] === null ? 'reject' : 'accept';
  },
};
