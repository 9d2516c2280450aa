import Table from 'cli-table3';
import { visibleText } from './visible-text';

const WITHOUT_COLOURS = { head: [], border: [], compact: true };

/** Alignment of the cells of a column. */
export type Alignment = 'left' | 'right';

/**
 * Formats rows as a table with borders, for a terminal. Characters that are not visible are escapes.
 *
 * @param alignments alignment of each column; without it, left
 */
export function tableText(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[] = [],
): string {
  const table = new Table({
    head: head.map(visibleText),
    colAligns: [...alignments],
    style: WITHOUT_COLOURS,
  });
  table.push(...rows.map((row) => row.map(visibleText)));
  return `${table.toString()}\n`;
}
