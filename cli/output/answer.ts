import { printTable } from './table';
import { cellText, type PlainValue } from './value';

/** The answer to a query. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly PlainValue[])[];
}

/** How an answer can be printed. */
export const ANSWER_PRINTERS = { table: asTable, json: asJson, csv: asCsv };

/** Name of a way to print an answer. */
export type AnswerOutput = keyof typeof ANSWER_PRINTERS;

function asTable({ columns, rows }: Answer): void {
  printTable(
    columns,
    rows.map((row) => row.map((value) => (value === null ? '-' : cellText(value)))),
  );
  process.stdout.write(rows.length === 1 ? '1 row\n' : `${rows.length} rows\n`);
}

function asJson({ columns, rows }: Answer): void {
  const objects = rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])));
  process.stdout.write(`${JSON.stringify(objects, null, 2)}\n`);
}

/** Comma-separated values as RFC 4180 has them; null is an empty field. */
function asCsv({ columns, rows }: Answer): void {
  for (const row of [columns, ...rows]) {
    process.stdout.write(`${row.map((value) => csvField(value)).join(',')}\r\n`);
  }
}

function csvField(value: PlainValue): string {
  const text = cellText(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
