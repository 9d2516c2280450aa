import { BadValue } from '../../flows/cell';
import { columnIndex, type Value } from '../../flows/columns';
import { RejectCode } from '../../flows/rejects';
import { shownValue } from '../../flows/shown';
import { COUNTERS, type TupleField } from './tuple-field';
import { mayOmitCounters, type TupleVersion } from './tuple-version';

/** Rest of the JSON around a tuple that was copied from a formatted blob. */
const COPIED_QUOTE = /",$/;

const at = {
  srcAddr: columnIndex('src_addr'),
  ipVersion: columnIndex('ip_version'),
  initiator: columnIndex('initiator'),
};

/**
 * Reads a tuple into a row that has the values of its record.
 *
 * @returns undefined, or a BadValue with the code of the first problem and the text of all
 */
export function readTuple(text: string, version: TupleVersion, row: Value[]): BadValue | undefined {
  const tokens = text.trim().replace(COPIED_QUOTE, '').split(',');
  const { fields, hasCounters } = version;
  const expected = fields.length + (hasCounters ? COUNTERS.length : 0);
  if (tokens.length !== expected) return wrongCount(tokens.length, expected);
  const problems: BadValue[] = [];
  for (let position = 0; position < fields.length; position++) {
    read(fields[position] as TupleField, tokens[position] as string, row, problems);
  }
  if (hasCounters) readCounters(tokens.slice(fields.length), mayOmitCounters(version, tokens), row, problems);
  const [first] = problems;
  if (first) return new BadValue(first.code, problems.map(({ detail }) => detail).join('; '));
  version.derive?.(row);
  row[at.ipVersion] = (row[at.srcAddr] as string).includes(':') ? 6 : 4;
  row[at.initiator] = 'src';
  return undefined;
}

/**
 * Reads the counters: packets and bytes since the previous tuple of the flow. For a flow that has just begun or was
 * denied, Azure writes empty fields or zeros. Both become null, since nothing was measured. Other counts are kept.
 */
function readCounters(tokens: readonly string[], mayOmit: boolean, row: Value[], problems: BadValue[]): void {
  const isEmpty = mayOmit && tokens.every((token) => token === '' || token === '0');
  for (const [position, counter] of COUNTERS.entries()) {
    const token = tokens[position] as string;
    if (isEmpty || (mayOmit && token === '')) row[counter.index] = null;
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
  return new BadValue(code, `expected ${expected} fields, received ${found}`);
}

/** The problem of a tuple that is not a string. */
export function notAString(tuple: unknown): BadValue {
  return new BadValue(RejectCode.NOT_A_RECORD, `the tuple ${shownValue(tuple)} is not a string`);
}
