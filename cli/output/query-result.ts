import { jsonText } from './json-text';
import { cellText, type PlainValue } from './plain-value';
import { tableText } from './table-text';

/** The result of a query. */
export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly PlainValue[])[];
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

function asTable({ columns, rows }: QueryResult): string {
  const cells = rows.map((row) => row.map((value) => (value === null ? '-' : cellText(value))));
  return `${tableText(columns, cells)}${rows.length === 1 ? '1 row' : `${rows.length} rows`}\n`;
}

function asJson({ columns, rows }: QueryResult): string {
  return jsonText(rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]]))));
}

/** Comma-separated values by RFC 4180, with the line ends of Unix. A null is an empty field. */
function asCsv({ columns, rows }: QueryResult): string {
  return [columns, ...rows].map((row) => `${row.map(csvField).join(',')}\n`).join('');
}

/**
 * The same for a spreadsheet: a text that a spreadsheet would run as a formula begins with an apostrophe.
 *
 * Source: OWASP, "CSV Injection"
 */
function asSpreadsheetCsv({ columns, rows }: QueryResult): string {
  const guarded = (value: PlainValue) => {
    const isFormula = typeof value === 'string' && /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/.test(value);
    return isFormula && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  };
  return asCsv({
    columns: columns.map((name) => String(guarded(name))),
    rows: rows.map((row) => row.map(guarded)),
  });
}

function csvField(value: PlainValue): string {
  const text = cellText(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
