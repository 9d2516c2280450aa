import { ingestionName, ROW_ID } from '../../../azure/ingestion/flow-table';
import { NETWORK_FLOWS } from '../../../azure/log-tables';
import type { FlowRow } from '../../../flows/columns';
import type { KqlRow, KqlValue } from './kql-engine';

const TYPES = new Map(NETWORK_FLOWS.columns.map(({ name, type }) => [name, type]));

/** Returns rows of the table `flows` as rows of the table in a workspace. */
export function flowTableRows(rows: readonly FlowRow[]): KqlRow[] {
  return rows.map((row, index) => ({
    TimeGenerated: '2026-12-01T00:00:00Z',
    [ROW_ID]: String(index),
    ...Object.fromEntries(
      Object.entries(row)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => cellOf(ingestionName(name), value)),
    ),
  }));
}

function cellOf(column: string, value: string | number | bigint | null): [string, KqlValue] {
  if (TYPES.get(column) === 'datetime') return [column, new Date(Number(value)).toISOString()];
  return [column, typeof value === 'bigint' ? Number(value) : value];
}
