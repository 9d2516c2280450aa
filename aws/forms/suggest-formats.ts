import { BadValue } from '../../flows/cell';
import { FLOW_COLUMNS, type Value } from '../../flows/columns';
import { NAMED_FORMATS, type NamedFormat } from '../format';
import { tokensOf } from '../text/header';
import { readRecord } from '../text/record';
import { recordSchemaOf } from '../text/record-schema';

/** Most lines that are compared with a format. */
const MAX_LINES = 20;

const VERSION = 'version';

/** Values of records that are no free text: numbers, addresses, ids, and the words of AWS. */
const RECORD_VALUE =
  /^(?:-|\d{1,20}|[\da-f.:]{2,45}|[a-z]{1,20}-[\da-z]{1,40}|[a-z]{2}(?:-[a-z]{1,10}){1,3}-\d|ACCEPT|REJECT|OK|NODATA|SKIPDATA|IPv[46])$/;

/** Part of the values of a line that must look like those of a record. */
const MIN_PART = 0.5;
const MIN_VALUES = 3;

/** Returns the formats with a name of which all given lines are valid records. Their version must be that of the format. */
export function fittingFormats(lines: readonly string[]): NamedFormat[] {
  const records = lines.slice(0, MAX_LINES);
  return records.length === 0
    ? []
    : NAMED_FORMATS.filter((named) => records.every((line) => fits(line, named)));
}

/** Whether a line of text can be a record of a flow log with an unknown format. */
export function looksLikeRecord(line: string): boolean {
  const tokens = tokensOf(line);
  const values = tokens.filter((token) => RECORD_VALUE.test(token));
  return tokens.length >= MIN_VALUES && values.length >= tokens.length * MIN_PART;
}

function fits(line: string, { name, format }: NamedFormat): boolean {
  const tokens = tokensOf(line);
  const versionAt = format.names.indexOf(VERSION);
  if (versionAt >= 0 && tokens[versionAt] !== String(format.version)) return false;
  const row = new Array<Value>(FLOW_COLUMNS.length).fill(null);
  const schema = recordSchemaOf(format.names, `the format ${name}`);
  return !(readRecord(tokens, line, schema, row) instanceof BadValue);
}
