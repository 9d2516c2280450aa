import Table from 'cli-table3';

const WITHOUT_COLOURS = { head: [], border: [], compact: true };

/** Formats rows as a table with borders, for a terminal. */
export function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({ head: [...head], style: WITHOUT_COLOURS });
  table.push(...rows.map((row) => [...row]));
  return `${table.toString()}\n`;
}
