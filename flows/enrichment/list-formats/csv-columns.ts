import { csvValues } from '../../input/csv-line';
import type { ThreatListReading } from '../threat-list-reading';
import { readNetwork } from '../threat-network';
import { ADDRESS_NAMES, isAddressKind, KIND_NAMES, plainName, RANGE_NAMES, TYPE_NAMES } from './entry-names';

/** The columns of a delimited list, by the names in its first line. */
export interface CsvColumns {
  readonly delimiter: string;
  /** Whether the names are in a comment. */
  readonly isComment: boolean;
  /** Columns with the address of an entry. The first one that is not empty counts. */
  readonly addresses: readonly number[];
  /** Columns with the first and the last address of a range. */
  readonly range: readonly [first: number, last: number] | undefined;
  /** Columns with the type of threat. The first one that is not empty counts. */
  readonly types: readonly number[];
  /** Column with the kind of an entry, if the list has entries of several kinds. */
  readonly kind: number | undefined;
}

const DELIMITERS = [',', '\t', ';', '|'] as const;
const COMMENT = /^\s*#[#\s]*/;
/** Longest line of column names. A line of text can contain a delimiter, too. */
const MAX_NAMES = 200;
const MAX_NAME_LENGTH = 40;

/**
 * Returns the columns of a line with column names, which can be a comment; undefined if the line has none.
 *
 * @example
 * csvColumns('Indicator type,Indicator,Description'); // addresses: [1], types: [2], kind: 0
 */
export function csvColumns(line: string): CsvColumns | undefined {
  const content = line.replace(COMMENT, '');
  const isComment = content.length < line.trimStart().length;
  for (const delimiter of DELIMITERS) {
    const names = valuesOf(content, delimiter);
    // a comment of one word is text
    if (names === undefined || names.length > MAX_NAMES || (isComment && names.length === 1)) continue;
    if (names.some((name) => name.length > MAX_NAME_LENGTH)) continue;
    const columns = columnsOf(names.map(plainName), delimiter, isComment);
    if (columns) return columns;
  }
  return undefined;
}

/** Whether a line can be one of a delimited list: a comment, or one with an address or an entry of another kind. */
export function fitsColumns(line: string, columns: CsvColumns): boolean {
  if (isBlank(line)) return true;
  const values = valuesOf(line, columns.delimiter) ?? [];
  const kind = columns.kind === undefined ? undefined : values[columns.kind];
  if (kind !== undefined && !isAddressKind(kind)) return true;
  return readNetwork(networkOf(values, columns), () => {}) === undefined;
}

/** Reads a line of a delimited list. */
export function readCsvLine(
  line: string,
  columns: CsvColumns,
  where: string,
  reading: ThreatListReading,
): void {
  if (isBlank(line)) return;
  const values = valuesOf(line, columns.delimiter);
  if (!values) {
    reading.bad(where, line, 'a quoted value does not end');
    return;
  }
  const kind = columns.kind === undefined ? undefined : values[columns.kind];
  if (kind !== undefined && !isAddressKind(kind)) {
    reading.skip();
    return;
  }
  const network = networkOf(values, columns);
  // lists with several columns of addresses have entries without one, for example those of a domain
  if (network === '' && columns.addresses.length > 1) reading.skip();
  else reading.add(where, network, firstOf(values, columns.types));
}

function columnsOf(names: readonly string[], delimiter: string, isComment: boolean): CsvColumns | undefined {
  const indexes = (wanted: readonly string[]) =>
    wanted.map((name) => names.indexOf(name)).filter((index) => index >= 0);
  const addresses = indexes(ADDRESS_NAMES);
  const range = rangeOf(names);
  if (addresses.length === 0 && !range) return undefined;
  return { delimiter, isComment, addresses, range, types: indexes(TYPE_NAMES), kind: indexes(KIND_NAMES)[0] };
}

function rangeOf(names: readonly string[]): CsvColumns['range'] {
  for (const [first, last] of RANGE_NAMES) {
    const range = [names.indexOf(first), names.indexOf(last)] as const;
    if (range.every((index) => index >= 0)) return range;
  }
  return undefined;
}

function isBlank(line: string): boolean {
  const content = line.trimStart();
  return content === '' || content.startsWith('#');
}

function networkOf(values: readonly string[], { range, addresses }: CsvColumns): string {
  if (!range) return firstOf(values, addresses);
  const [first, last] = range.map((index) => values[index] ?? '') as [string, string];
  return first === '' && last === '' ? '' : `${first}-${last}`;
}

function firstOf(values: readonly string[], columns: readonly number[]): string {
  for (const column of columns) {
    const value = values[column];
    if (value) return value;
  }
  return '';
}

/** Values can have spaces around them and around their quotes. */
function valuesOf(line: string, delimiter: string): string[] | undefined {
  const values = csvValues(line.trim().replace(/, +"/g, ',"'), delimiter);
  return values?.map((value) => value.trim());
}
