import Table from 'cli-table3';

const PLAIN = { head: [], border: [], compact: true };

/** Prints rows as a table for people. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = new Table({ head: [...head], style: PLAIN });
  table.push(...rows.map((row) => [...row]));
  process.stdout.write(`${table.toString()}\n`);
}
