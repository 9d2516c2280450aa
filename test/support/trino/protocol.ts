import { type Comparable, type Result, timeOf } from '../result';

/** A type as Trino's client protocol describes it. */
interface Signature {
  readonly rawType: string;
  readonly arguments: readonly { readonly kind: string; readonly value: unknown }[];
}

/** A column of a response. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly typeSignature: Signature;
}

/** One response of the server: a part of the rows, and the URI of the next part. */
export interface Page {
  readonly columns?: readonly Column[];
  readonly data?: readonly unknown[][];
  readonly nextUri?: string;
  readonly error?: { readonly message: string; readonly errorName: string };
}

/** Maximum number of digits that a double always represents exactly. */
const SAFE_DIGITS = 15;

/** Reads a page. Numbers with many digits remain text, because JSON numbers cannot represent them. */
export function parsePage(text: string): Page {
  return JSON.parse(
    text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
      token.startsWith('"') || token.length <= SAFE_DIGITS ? token : `"${token}"`,
    ),
  ) as Page;
}

/** Rows of the protocol as comparable values. */
export function resultOf(columns: readonly Column[], rows: readonly unknown[][]): Result {
  return {
    columns: columns.map(({ name }) => name),
    rows: rows.map((row) =>
      row.map((value, index) => comparable(value, (columns[index] as Column).typeSignature)),
    ),
  };
}

function comparable(value: unknown, type: Signature): Comparable {
  if (value === null) return null;
  const [first, second] = type.arguments.map((argument) => argument.value);
  switch (type.rawType) {
    case 'boolean':
      return value as boolean;
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return BigInt(value as string);
    case 'decimal':
      return second === 0 ? BigInt(value as string) : (value as string);
    case 'real':
    case 'double':
      return Number(value);
    case 'varchar':
    case 'char':
    case 'date':
      return value as string;
    case 'timestamp':
    case 'timestamp with time zone':
      return time(value as string);
    case 'array':
      return (value as unknown[]).map((item) => comparable(item, first as Signature));
    case 'row':
      return Object.fromEntries((value as unknown[]).map((item, index) => field(item, type, index)));
    default:
      throw new Error(`values of type ${type.rawType} cannot be compared: add the type here`);
  }
}

function field(value: unknown, row: Signature, index: number): [string, Comparable] {
  const { fieldName, typeSignature } = fieldsOf(row)[index] as RowField;
  return [fieldName.name, comparable(value, typeSignature)];
}

interface RowField {
  readonly fieldName: { readonly name: string };
  readonly typeSignature: Signature;
}

function fieldsOf(row: Signature): RowField[] {
  return row.arguments.map(({ value }) => value as RowField);
}

/** Parses `2026-11-22 10:00:00.000`, with ` UTC` at the end if the type has a zone. */
function time(text: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?( UTC)?$/.exec(text);
  if (!parts) throw new Error(`${text} is not a time in UTC`);
  const [, day, clock, fraction = ''] = parts;
  return timeOf(BigInt(Date.parse(`${day}T${clock}Z`)) * 1_000n + BigInt(fraction.padEnd(6, '0')));
}
