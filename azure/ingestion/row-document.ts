import { createHash } from 'node:crypto';
import { columnIndex, FLOW_COLUMNS, type Value } from '../../flows/columns';
import { ingestionName, ROW_ID, TRUNCATED } from './flow-table';

/** Most bytes of a field: what is longer the service cuts, and says nothing. Source: Azure Monitor documentation, "Logs Ingestion API". */
export const MAX_FIELD_BYTES = 64 * 1024;

/** A row as JSON text, and the columns whose value did not fit whole. */
export interface RowDocument {
  readonly json: string;
  readonly truncated: readonly string[];
}

/** Bytes of a hash that are enough to tell the rows of any table apart. */
const HASH_BYTES = 16;

/** Last moment that a `datetime` can hold. Source: Kusto Query Language documentation, "The datetime data type". */
const LAST_MILLIS = BigInt(Date.parse('9999-12-31T23:59:59.999Z'));

const SOURCE = columnIndex('source');
const SOURCE_ROW = columnIndex('source_row');

/** A value as JSON, and whether something of it is missing; without JSON, if nothing of it can be told. */
interface Written {
  readonly json?: string;
  readonly isCut: boolean;
}

const COLUMNS = FLOW_COLUMNS.map(({ name, kind, type }) => ({
  name: ingestionName(name),
  key: `${JSON.stringify(ingestionName(name))}:`,
  write:
    kind === 'json'
      ? writeJson
      : type === 'timestamp'
        ? writeTime
        : type === 'string'
          ? writeText
          : writeNumber,
}));

/**
 * A row of the table of flows as the stream takes it: what is null is left out, counters are written digit by digit,
 * since JSON of JavaScript would round those above 2^53. What is too long for a field is cut between two characters,
 * and the column named in `Truncated`.
 */
export function rowDocument(row: readonly Value[]): RowDocument {
  const truncated: string[] = [];
  const members = [`"${ROW_ID}":"${rowId(row)}"`];
  for (const [index, { name, key, write }] of COLUMNS.entries()) {
    const value = row[index] ?? null;
    if (value === null) continue;
    const { json, isCut } = write(value);
    if (json !== undefined) members.push(key + json);
    if (isCut) truncated.push(name);
  }
  if (truncated.length > 0) members.push(`"${TRUNCATED}":"${truncated.join(',')}"`);
  return { json: `{${members.join(',')}}`, truncated };
}

/** The identity of a row: a hash of its source and its position there. */
export function rowId(row: readonly Value[]): string {
  const hash = createHash('sha256').update(`${row[SOURCE]}\n${row[SOURCE_ROW]}`).digest();
  return hash.subarray(0, HASH_BYTES).toString('base64url');
}

function writeNumber(value: Value): Written {
  return { json: String(value), isCut: false };
}

function writeTime(value: Value): Written {
  const millis = BigInt(value as bigint);
  if (millis > LAST_MILLIS) return { isCut: true };
  return { json: `"${new Date(Number(millis)).toISOString()}"`, isCut: false };
}

function writeText(value: Value): Written {
  const text = String(value);
  const fitting = fittingText(text);
  return { json: JSON.stringify(fitting), isCut: fitting.length < text.length };
}

/** An object as it is; half an object would be none, so that what is too long is cut as text. */
function writeJson(value: Value): Written {
  const text = String(value);
  const isWhole = Buffer.byteLength(text) <= MAX_FIELD_BYTES && isJson(text);
  return isWhole ? { json: text, isCut: false } : writeText(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The beginning of a text that fits into a field, up to the end of a character. */
function fittingText(text: string): string {
  // no character of JavaScript takes more than three bytes
  if (text.length * 3 <= MAX_FIELD_BYTES) return text;
  const bytes = Buffer.from(text);
  if (bytes.length <= MAX_FIELD_BYTES) return text;
  let end = MAX_FIELD_BYTES;
  while (isInsideCharacter(bytes[end] as number)) end--;
  return bytes.toString('utf8', 0, end);
}

/** Bytes of UTF-8 after the first of a character begin with the bits 10. */
function isInsideCharacter(byte: number): boolean {
  return (byte & 0b1100_0000) === 0b1000_0000;
}
