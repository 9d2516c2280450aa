import { columnIndex } from '../../flows/columns';
import type { TupleLayout } from './read-tuple';
import { DIRECTION, ENDPOINTS, letters, plain, type TupleField } from './tuple-field';

const LETTERS = letters('protocol', { T: 6, U: 17 });
const NUMBER = plain('protocol');

/** Letters as documented; a number says the same. */
const PROTOCOL: TupleField = {
  ...LETTERS,
  read: (text) => (/^\d/.test(text) ? NUMBER.read(text) : LETTERS.read(text)),
};

const DENIED = 'D';
const DECISION_POSITION = 7;
const BEGIN = 'B';
const STATE_POSITION = 8;

const at = { state: columnIndex('state'), action: columnIndex('action') };

/**
 * The 8 fields of a security group's tuple, of version 1: flows without state and counters.
 *
 * Source: Azure Network Watcher documentation, "Flow logging for network security groups", Log format.
 */
export const NSG_TUPLE_1: TupleLayout = {
  fields: [...ENDPOINTS, PROTOCOL, DIRECTION, letters('action', { A: 'accept', [DENIED]: 'reject' })],
  counted: false,
  measuresNothing: () => true,
  conclude: () => {},
};

/** The 13 fields of version 2. A denied flow begins by what is written, but has no state: it never was. */
export const NSG_TUPLE_2: TupleLayout = {
  fields: [...NSG_TUPLE_1.fields, letters('state', { [BEGIN]: 'begin', C: 'continue', E: 'end' })],
  counted: true,
  measuresNothing: (fields) => fields[STATE_POSITION] === BEGIN || fields[DECISION_POSITION] === DENIED,
  conclude: (row) => {
    if (row[at.action] === 'reject') row[at.state] = null;
  },
};
