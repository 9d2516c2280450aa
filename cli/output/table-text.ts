import Table from 'cli-table3';
import { visibleText } from './visible-text';

const WITHOUT_COLOURS = { head: [], border: [], compact: true };

/** Formats rows as a table with borders, for a terminal. Characters that are not visible are escapes. */
export function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({ head: head.map(visibleText), style: WITHOUT_COLOURS });
  table.push(...rows.map((row) => row.map(visibleText)));
  return `${table.toString()}\n`;
}
