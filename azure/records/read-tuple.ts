import { BadValue } from '../../flows/cell';
import { columnIndex, type Value } from '../../flows/columns';
import { RejectCode } from '../../flows/rejects';
import { shownValue } from '../../flows/shown';
import { plain, type TupleField } from './tuple-field';

/** What the tuples of one kind of record are made of. */
export interface TupleLayout {
  /** The fields before the counters, in order. */
  readonly fields: readonly TupleField[];
  /** Whether four counters follow them. */
  readonly counted: boolean;
  /** Whether a tuple may leave its counters empty: the flow has just begun, or was denied. */
  measuresNothing(fields: readonly string[]): boolean;
  /** Says what the fields imply, in a row that has their values. */
  conclude(row: Value[]): void;
}

const COUNTERS = [plain('packets_out'), plain('bytes_out'), plain('packets_in'), plain('bytes_in')];

/** What is left of a tuple's quote where it was copied out of a formatted blob. */
const COPIED_QUOTE = /",$/;

const at = {
  srcAddr: columnIndex('src_addr'),
  ipVersion: columnIndex('ip_version'),
  initiator: columnIndex('initiator'),
};

/**
 * Reads a tuple into a row that has the values of its record.
 *
 * @returns undefined, or a BadValue that names the first problem and tells of all
 */
export function readTuple(text: string, layout: TupleLayout, row: Value[]): BadValue | undefined {
  const tokens = text.trim().replace(COPIED_QUOTE, '').split(',');
  const { fields, counted } = layout;
  const expected = fields.length + (counted ? COUNTERS.length : 0);
  if (tokens.length !== expected) return wrongCount(tokens.length, expected);
  const problems: BadValue[] = [];
  for (let position = 0; position < fields.length; position++) {
    read(fields[position] as TupleField, tokens[position] as string, row, problems);
  }
  if (counted) readCounters(tokens.slice(fields.length), layout.measuresNothing(tokens), row, problems);
  const [first] = problems;
  if (first) return new BadValue(first.code, problems.map(({ detail }) => detail).join('; '));
  layout.conclude(row);
  row[at.ipVersion] = (row[at.srcAddr] as string).includes(':') ? 6 : 4;
  row[at.initiator] = 'src';
  return undefined;
}

/**
 * Counters are what was seen since the last tuple of the flow. Where a flow has just begun or was denied, Azure writes
 * either nothing or zeros: nothing was measured, and null is not zero. What is counted there all the same is kept.
 */
function readCounters(
  tokens: readonly string[],
  measuresNothing: boolean,
  row: Value[],
  problems: BadValue[],
): void {
  const isEmpty = measuresNothing && tokens.every((token) => token === '' || token === '0');
  for (const [position, counter] of COUNTERS.entries()) {
    const token = tokens[position] as string;
    if (isEmpty || (measuresNothing && token === '')) row[counter.index] = null;
    else read(counter, token, row, problems);
  }
}

function read(field: TupleField, token: string, row: Value[], problems: BadValue[]): void {
  const value = field.read(token);
  if (value instanceof BadValue) problems.push(new BadValue(value.code, `${field.name}: ${value.detail}`));
  else row[field.index] = value;
}

function wrongCount(found: number, expected: number): BadValue {
  const code = found < expected ? RejectCode.TOO_FEW_FIELDS : RejectCode.TOO_MANY_FIELDS;
  return new BadValue(code, `${found} fields where the tuple has ${expected}`);
}

/** A tuple that is no text. */
export function noText(tuple: unknown): BadValue {
  return new BadValue(RejectCode.NOT_A_RECORD, `the tuple ${shownValue(tuple)} is no text`);
}
