import { BadValue } from '../../flows/cell';
import type { Value } from '../../flows/columns';
import { RejectCode } from '../../flows/rejects';
import type { RecordSchema } from './record-schema';

/** Text that AWS writes in place of a missing value. */
export const NULL_SIGN = '-';
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match control characters
const CONTROL_CHARACTER = /[\x00-\x08\x0a-\x1f\x7f]/;

/** Names and values of fields that are newer than this version of the package. */
export type Extra = Record<string, string>;

/**
 * Reads the tokens of one record into a row.
 *
 * @param row a copy of the row template
 * @returns the values of unknown fields; undefined if there are none; a BadValue with the code of the first problem and
 *   the details of all problems if the record is invalid
 */
export function readRecord(
  tokens: readonly string[],
  text: string,
  { cells }: RecordSchema,
  row: Value[],
): Extra | undefined | BadValue {
  // the text around the values can have line breaks
  if (CONTROL_CHARACTER.test(text) && tokens.some(hasControlCharacter)) return controlCharacter();
  if (tokens.length !== cells.length) return wrongCount(tokens.length, cells.length);
  let extra: Extra | undefined;
  const problems: BadValue[] = [];
  for (let position = 0; position < cells.length; position++) {
    const token = tokens[position] as string;
    const { field, index, read } = cells[position] as RecordSchema['cells'][number];
    if (token === NULL_SIGN) continue;
    if (index === undefined) {
      extra ??= Object.create(null) as Extra;
      extra[field] = token;
      continue;
    }
    const value = read(token);
    if (value instanceof BadValue) problems.push(new BadValue(value.code, `${field}: ${value.detail}`));
    else row[index] = value;
  }
  const [first] = problems;
  if (first) return new BadValue(first.code, problems.map(({ detail }) => detail).join('; '));
  return extra;
}

/** Whether a value has a control character. */
export function hasControlCharacter(token: string): boolean {
  return CONTROL_CHARACTER.test(token);
}

export function controlCharacter(): BadValue {
  return new BadValue(RejectCode.CONTROL_CHARACTER, 'the record contains a control character');
}

function wrongCount(found: number, expected: number): BadValue {
  const code = found < expected ? RejectCode.TOO_FEW_FIELDS : RejectCode.TOO_MANY_FIELDS;
  return new BadValue(code, `expected ${expected} fields, received ${found}`);
}
