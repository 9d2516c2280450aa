import { createHash } from 'node:crypto';
import { columnIndex, FLOW_COLUMNS, type Value } from '../../flows/columns';
import { ingestionName, ROW_ID, TRUNCATED } from './flow-table';

/** Maximum size of a field in bytes. The service truncates longer values without an error. Source: Azure Monitor documentation, "Logs Ingestion API". */
export const MAX_FIELD_BYTES = 64 * 1024;

/** A row as JSON, and the names of its truncated columns. */
export interface RowDocument {
  readonly json: string;
  readonly truncated: readonly string[];
}

/** Number of hash bytes that make collisions negligible. */
const HASH_BYTES = 16;

/** Maximum value of the type `datetime`. Source: Kusto Query Language documentation, "The datetime data type". */
const LAST_MILLIS = BigInt(Date.parse('9999-12-31T23:59:59.999Z'));

const SOURCE = columnIndex('source');
const SOURCE_ROW = columnIndex('source_row');

/** A value as JSON. `json` is undefined if the type of the column cannot represent the value. */
interface JsonValue {
  readonly json?: string;
  readonly isTruncated: boolean;
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
 * Serializes a row of `flows` for the stream. Omits null values and writes integers above 2^53 exactly. Truncates a value
 * that exceeds the field limit at a character boundary, and lists its column in `Truncated`.
 */
export function rowDocument(row: readonly Value[]): RowDocument {
  const truncated: string[] = [];
  const members = [`"${ROW_ID}":"${rowId(row)}"`];
  for (const [index, { name, key, write }] of COLUMNS.entries()) {
    const value = row[index] ?? null;
    if (value === null) continue;
    const { json, isTruncated } = write(value);
    if (json !== undefined) members.push(key + json);
    if (isTruncated) truncated.push(name);
  }
  if (truncated.length > 0) members.push(`"${TRUNCATED}":"${truncated.join(',')}"`);
  return { json: `{${members.join(',')}}`, truncated };
}

/** The identity of a row: a hash of `source` and `source_row`. */
export function rowId(row: readonly Value[]): string {
  const hash = createHash('sha256').update(`${row[SOURCE]}\n${row[SOURCE_ROW]}`).digest();
  return hash.subarray(0, HASH_BYTES).toString('base64url');
}

function writeNumber(value: Value): JsonValue {
  return { json: String(value), isTruncated: false };
}

function writeTime(value: Value): JsonValue {
  const millis = BigInt(value as bigint);
  if (millis > LAST_MILLIS) return { isTruncated: true };
  return { json: `"${new Date(Number(millis)).toISOString()}"`, isTruncated: false };
}

function writeText(value: Value): JsonValue {
  const text = String(value);
  const fitting = fittingText(text);
  return { json: JSON.stringify(fitting), isTruncated: fitting.length < text.length };
}

/** Writes a JSON object unchanged. An object that exceeds the limit becomes truncated text, since half an object is not valid JSON. */
function writeJson(value: Value): JsonValue {
  const text = String(value);
  const isWhole = Buffer.byteLength(text) <= MAX_FIELD_BYTES && isJson(text);
  return isWhole ? { json: text, isTruncated: false } : writeText(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The longest beginning of a text that fits into a field and ends at a character boundary. */
function fittingText(text: string): string {
  // a UTF-16 code unit takes at most three bytes in UTF-8
  if (text.length * 3 <= MAX_FIELD_BYTES) return text;
  const bytes = Buffer.from(text);
  if (bytes.length <= MAX_FIELD_BYTES) return text;
  let end = MAX_FIELD_BYTES;
  while (isInsideCharacter(bytes[end] as number)) end--;
  return bytes.toString('utf8', 0, end);
}

/** Whether a byte is a continuation byte of UTF-8. */
function isInsideCharacter(byte: number): boolean {
  return (byte & 0b1100_0000) === 0b1000_0000;
}
