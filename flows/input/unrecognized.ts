import { shown } from '../shown';
import type { Beginning } from './beginning';
import { InputError, InputErrorCode } from './input-error';
import { firstListed, firstObject, membersOf } from './json-members';
import { endsWithinJson } from './json-preview';

const JSON_OPENER = /^\s*[[{]/;
const SHOWN_BYTES = 8;
const SHOWN_LENGTH = 80;
const SHOWN_NAMES = 6;
const DELIMITERS = [',', '\t', ';', '|'];
const MIN_COLUMNS = 3;
const MAX_COLUMN_LENGTH = 60;
/** A cell of a header: words, not a number. */
const COLUMN_NAME = /^"?[a-z_@][\w .:()[\]/@-]*"?$/i;
const AZURE_MEMBERS = [
  'flowTuples',
  'flowRecords',
  'flowLogResourceID',
  'targetResourceID',
  'NetworkSecurityGroup',
];

/** Bytes that text does not contain: control characters except for tab, line breaks and escape. */
const CONTROL_BYTES = new Set(
  [...Array(0x20).keys()].filter((byte) => ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte)),
);
const EXAMINED_BYTES = 512;
/** Text with a control character is still text; its record is rejected. */
const MAX_CONTROL_PART = 0.05;

/**
 * Returns the error of a source that no form recognizes and that is not plain text: binary data, JSON, or a table with
 * other columns. Returns undefined for other text.
 */
export function unrecognizedContent(beginning: Beginning): InputError | undefined {
  if (isBinary(beginning.bytes)) return binaryError(beginning.bytes);
  if (JSON_OPENER.test(beginning.head)) return jsonError(beginning);
  return undefined;
}

/** Returns the error of a table whose columns are no fields; undefined if the text does not begin with names of columns. */
export function unrecognizedTable({ firstLine = '' }: Beginning): InputError | undefined {
  for (const delimiter of DELIMITERS) {
    const columns = firstLine.split(delimiter).map((column) => column.trim());
    const isHeader =
      columns.length >= MIN_COLUMNS &&
      columns.every((column) => column.length <= MAX_COLUMN_LENGTH && COLUMN_NAME.test(column));
    if (isHeader) {
      return notAFlowLog(
        `a table with the columns ${listOf(columns)}`,
        'At least three columns, and most of them, must have the names of flow-log fields. Rename the columns.',
      );
    }
  }
  return undefined;
}

/** Returns the error of text in which no form is recognized. */
export function unrecognizedText({ firstLine, head }: Beginning): InputError {
  return notAFlowLog(
    `text that begins with ${shown(firstLine ?? head, SHOWN_LENGTH)}`,
    'Give the flow log itself.',
  );
}

function isBinary(bytes: Buffer): boolean {
  const examined = bytes.subarray(0, EXAMINED_BYTES);
  const controls = examined.filter((byte) => CONTROL_BYTES.has(byte)).length;
  return controls > examined.length * MAX_CONTROL_PART;
}

function binaryError(bytes: Buffer): InputError {
  return notAFlowLog(
    `binary data that begin with 0x${bytes.toString('hex', 0, SHOWN_BYTES)}`,
    'Give the flow log as text, JSON or Parquet; compressed with gzip, zstd or bzip2, or in a zip or tar archive.',
  );
}

function jsonError({ head, text, json, isWhole }: Beginning): InputError {
  const isTruncated = isWhole && endsWithinJson(text);
  if (isTruncated || json === undefined) {
    const problem = isTruncated
      ? 'JSON that is truncated'
      : 'text that begins like JSON and is not valid JSON';
    return new InputError(
      InputErrorCode.DAMAGED,
      `expected a flow log, received ${problem}: ${shown(head.trimStart(), SHOWN_LENGTH)}. Copy the file again.`,
    );
  }
  const isAzure = AZURE_MEMBERS.some((name) => text.includes(`"${name}"`));
  const names = Object.keys(firstListed(json, 'records') ?? firstObject(json) ?? {});
  const members = names.length > 0 ? `with the members ${listOf(names)}` : 'without members';
  const received = Array.isArray(json) && !membersOf(json[0]) ? 'without objects' : members;
  return notAFlowLog(
    `JSON ${isAzure ? 'of Azure in an unknown form, ' : 'of an unknown kind, '}${received}`,
    isAzure
      ? 'Normalize the blobs as Azure wrote them: container insights-logs-flowlogflowevent.'
      : 'The page docs/inputs.md lists the forms of JSON that the reader recognizes.',
  );
}

function listOf(names: readonly string[]): string {
  const more = names.length > SHOWN_NAMES ? ` and ${names.length - SHOWN_NAMES} more` : '';
  return (
    names
      .slice(0, SHOWN_NAMES)
      .map((name) => shown(name, MAX_COLUMN_LENGTH))
      .join(', ') + more
  );
}

function notAFlowLog(received: string, advice: string): InputError {
  return new InputError(
    InputErrorCode.NOT_A_FLOW_LOG,
    `expected a flow log, received ${received}. ${advice}`,
  );
}
