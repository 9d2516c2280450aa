import { jsonText } from './json-text';
import { cellText, type PlainValue } from './plain-value';
import { tableText } from './table-text';

/** A row of a query result, in the order of the columns. */
export type ResultRow = readonly PlainValue[];

/** The result of a query. */
export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly ResultRow[];
}

/** Text of a query result whose rows arrive in parts. The whole text is the three parts in order. */
export interface ResultText {
  begin(columns: readonly string[]): string;
  rows(rows: readonly ResultRow[]): string;
  end(): string;
}

/** The formats in which `query` prints a result. */
export const RESULT_FORMATS = {
  table: asTable,
  json: asJson,
  csv: asCsv,
  'spreadsheet-csv': asSpreadsheetCsv,
};

/** Name of a format in which `query` prints a result. */
export type ResultFormat = keyof typeof RESULT_FORMATS;

/** The widths of the columns depend on all rows, so the text is at the end. */
function asTable(): ResultText {
  let head: readonly string[] = [];
  const cells: string[][] = [];
  return {
    begin: (columns) => {
      head = columns;
      return '';
    },
    rows: (rows) => {
      for (const row of rows) cells.push(row.map((value) => (value === null ? '-' : cellText(value))));
      return '';
    },
    end: () => `${tableText(head, cells)}${cells.length === 1 ? '1 row' : `${cells.length} rows`}\n`,
  };
}

/** The same text as of one array with all rows. */
function asJson(): ResultText {
  let names: readonly string[] = [];
  let isEmpty = true;
  return {
    begin: (columns) => {
      names = columns;
      return '';
    },
    rows: (rows) => {
      if (rows.length === 0) return '';
      const objects = rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
      const before = isEmpty ? '[' : ',';
      isEmpty = false;
      // without the bracket at the beginning, and the line with the bracket at the end
      return `${before}${jsonText(objects).slice('['.length, -'\n]\n'.length)}`;
    },
    end: () => (isEmpty ? '[]\n' : '\n]\n'),
  };
}

/** Comma-separated values by RFC 4180, with the line ends of Unix. A null is an empty field. */
function asCsv(): ResultText {
  return { begin: csvLine, rows: (rows) => rows.map(csvLine).join(''), end: () => '' };
}

/**
 * The same for a spreadsheet: a text that a spreadsheet would run as a formula begins with an apostrophe.
 *
 * Source: OWASP, "CSV Injection"
 */
function asSpreadsheetCsv(): ResultText {
  const line = (row: ResultRow) => csvLine(row.map(withoutFormula));
  return { begin: line, rows: (rows) => rows.map(line).join(''), end: () => '' };
}

function withoutFormula(value: PlainValue): PlainValue {
  const isFormula = typeof value === 'string' && /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/.test(value);
  return isFormula && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
}

function csvLine(row: ResultRow): string {
  return `${row.map(csvField).join(',')}\n`;
}

function csvField(value: PlainValue): string {
  const text = cellText(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
