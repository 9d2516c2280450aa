import { BadValue } from '../../flows/cell';
import { columnIndex } from '../../flows/columns';
import { RejectCode } from '../../flows/rejects';
import { shown } from '../../flows/shown';
import type { TupleLayout } from './read-tuple';
import { DIRECTION, ENDPOINTS, letters, plain, type TupleField } from './tuple-field';

/** States that are not known yet pass; the single letters of a security group's tuple do not. */
const ENCRYPTION_STATE = /^(X|[A-Z][A-Z0-9_]+)$/;

const ENCRYPTION: TupleField = {
  ...plain('encryption'),
  read: (text) =>
    ENCRYPTION_STATE.test(text)
      ? text
      : new BadValue(RejectCode.UNKNOWN_WORD, `${shown(text)} is no state of encryption`),
};

const DENIED = 'D';
const BEGINS = new Set(['B', DENIED]);
const STATE_POSITION = 7;

const at = { state: columnIndex('state'), action: columnIndex('action') };

/**
 * The 13 fields of a virtual network's tuple, of version 4. It has no verdict: D is denied, all else was allowed.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", Log format.
 */
export const VNET_TUPLE: TupleLayout = {
  fields: [
    ...ENDPOINTS,
    plain('protocol'),
    DIRECTION,
    letters('state', { B: 'begin', C: 'continue', E: 'end', [DENIED]: null }),
    ENCRYPTION,
  ],
  counted: true,
  measuresNothing: (fields) => BEGINS.has(fields[STATE_POSITION] as string),
  conclude: (row) => {
    row[at.action] = row[at.state] === null ? 'reject' : 'accept';
  },
};
