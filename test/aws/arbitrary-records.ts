import fc from 'fast-check';
import { type FlowField, VpcField } from '../../aws/fields';
import { type Column, flowColumn, type Value } from '../../flows/columns';
import { END_MILLIS, FIRST_MILLIS } from '../../flows/time-bounds';

/** Records of a log, and the values that the table must contain. */
export interface Token {
  readonly text: string;
  readonly value: Value;
}

const NOTHING: Token = { text: '-', value: null };

/** Any token of a field: a valid value of its column's type, or `-`. */
export function anyToken(field: FlowField): fc.Arbitrary<Token> {
  return fc.oneof({ weight: 5, arbitrary: anyValue(flowColumn(field.column)) }, fc.constant(NOTHING));
}

/** Some VPC fields in any order, and the tokens of several records. */
export const anyFile = fc
  .shuffledSubarray([...VpcField.all()], { minLength: 1 })
  .chain((fields) =>
    fc.record({ fields: fc.constant(fields), records: fc.array(fc.tuple(...fields.map(anyToken))) }),
  );

function anyValue({ kind, type, max = 0n, words = [] }: Column): fc.Arbitrary<Token> {
  switch (kind) {
    case 'word':
      return fc.constantFrom(...words).map((value) => ({ text: spelled(value), value }));
    case 'address':
      return fc.oneof(fc.ipV4(), fc.ipV6()).map(asItIs);
    case 'time':
      return fc.oneof(inSeconds, inMillis);
    case 'region':
      return fc.stringMatching(/^[a-z]{2,4}(-[a-z]{1,8}){1,2}-\d$/).map(asItIs);
    case 'text':
      return anyText.map(asItIs);
    default:
      return fc
        .bigInt({ min: 0n, max })
        .map((value) => ({ text: String(value), value: type === 'int64' ? value : Number(value) }));
  }
}

const anyText = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .filter((text) => text !== '-' && !/[\p{Cc} ]/u.test(text));

const inSeconds = fc
  .bigInt({ min: FIRST_MILLIS / 1000n, max: END_MILLIS / 1000n - 1n })
  .map((seconds) => ({ text: String(seconds), value: seconds * 1000n }));

const inMillis = fc
  .bigInt({ min: FIRST_MILLIS, max: END_MILLIS - 1n })
  .map((value) => ({ text: String(value), value }));

function asItIs(text: string): Token {
  return { text, value: text };
}

/** AWS writes verdicts in upper case and directions in lower case. */
function spelled(word: string): string {
  return word.endsWith('gress') ? word : word.toUpperCase();
}
