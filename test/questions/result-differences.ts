import type { PlainRow } from '../../cli/output/plain-value';
import type { Answer, Cell, Row } from './oracle/answers/ranking';

/** Returns what differs between the rows of a query and an answer, in words; nothing if they are equal in order. */
export function differences(rows: readonly PlainRow[], { keys, rows: expected }: Answer): string[] {
  const found = rows.map(textsOf);
  const wanted = expected.map((row) => textsOf(plainRow(row)));
  if (JSON.stringify(found) === JSON.stringify(wanted)) return [];
  const keyOf = (row: Readonly<Record<string, string>>) => keys.map((key) => `${key}=${row[key]}`).join(' ');
  const foundByKey = new Map(found.map((row) => [keyOf(row), row]));
  const wantedByKey = new Map(wanted.map((row) => [keyOf(row), row]));
  const lines = [
    ...[...wantedByKey.keys()].filter((key) => !foundByKey.has(key)).map((key) => `missing: ${key}`),
    ...[...foundByKey.keys()].filter((key) => !wantedByKey.has(key)).map((key) => `unexpected: ${key}`),
  ];
  for (const [key, row] of wantedByKey) {
    const other = foundByKey.get(key);
    if (!other) continue;
    for (const column of new Set([...Object.keys(row), ...Object.keys(other)])) {
      if (row[column] !== other[column])
        lines.push(`${key}: ${column} expected ${row[column]}, received ${other[column]}`);
    }
  }
  return lines.length > 0 ? lines : ['the rows have another order or number'];
}

/** The values of a row as the text of JSON, in the order of their names. */
function textsOf(row: PlainRow): Record<string, string> {
  const names = Object.keys(row).sort();
  return Object.fromEntries(names.map((name) => [name, JSON.stringify(row[name])]));
}

function plainRow(row: Row): PlainRow {
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, plainCell(cell)]));
}

function plainCell(cell: Cell): PlainRow[string] {
  if (typeof cell !== 'bigint') return cell;
  return Number.isSafeInteger(Number(cell)) ? Number(cell) : cell.toString();
}
