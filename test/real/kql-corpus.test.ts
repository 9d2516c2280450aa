import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NETWORK_FLOWS } from '../../azure/log-tables';
import { filterStatements, neutralValue, TABLE_FILTERS } from '../../azure/questions/kql/filters';
import { FLOW_TABLE_CONNECTIONS } from '../../azure/questions/kql/flow-table-connections';
import { Relation, relationSql } from '../../flows/relations';
import { FlowTable } from '../questions/flow-table';
import { networks } from '../questions/network-files';
import { flowTableRows } from '../support/kql/flow-table-rows';
import { hasKqlEngine, type KqlCase, type KqlRow, runKql } from '../support/kql/kql-engine';
import { ROOT } from '../support/source-files';

const present = hasKqlEngine();
const COLUMNS = [
  ...['cloud', 'account_id', 'network_id', 'interface', 'hour', 'protocol', 'opener'],
  ...['client', 'client_port', 'client_is_outside', 'server', 'server_port', 'server_is_outside'],
  ...['connections', 'reached', 'answered', 'bytes_to_server', 'bytes_to_client'],
  ...['packets_to_server', 'packets_to_client', 'accepted_records', 'rejected_records', 'rejected_packets'],
  ...['reject_reason', 'rule', 'first_seen', 'last_seen'],
];
const KQL = `${filterStatements(TABLE_FILTERS, (filter) => neutralValue(filter))}${FLOW_TABLE_CONNECTIONS}connections
| project ${COLUMNS.join(', ')}`;
const SQL = `select ${COLUMNS.join(', ')} from (${relationSql(Relation.CONNECTIONS)}) connections`;
const NETWORKS = networks().map(({ name, sources }) => ({ name, sources }));

/** Values as both languages return them: KQL has no null texts, SQL has counters of more than 64 bits. */
function comparable(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  return rows.map((row) => COLUMNS.map((column) => textOf(row[column])).join(' ')).sort();
}

function textOf(value: unknown): string {
  const text = value === null || value === undefined || value === '' ? '-' : String(value);
  return /^\d{4}-\d\d-\d\d[T ]/.test(text) ? new Date(text).toISOString() : text;
}

/** All networks are queried in one process, because its start takes longer than the queries. */
describe.skipIf(!present)('connections in KQL, run by duckdb-kql', () => {
  const expected = new Map<string, string[]>();
  const received = new Map<string, KqlRow[]>();
  let table: FlowTable;

  beforeAll(async () => {
    table = await FlowTable.create();
    const cases: KqlCase[] = [];
    for (const { name, sources } of NETWORKS) {
      const directory = join(ROOT, 'test/questions/networks', name, 'raw');
      const rows = await table.load(
        sources.map((key) => ({ key, text: readFileSync(join(directory, key), 'utf8') })),
      );
      expected.set(name, comparable(await table.query(SQL)));
      cases.push({
        queries: [KQL],
        tables: [NETWORK_FLOWS],
        rows: { [NETWORK_FLOWS.name]: flowTableRows(rows) },
      });
    }
    for (const [index, [result]] of runKql(cases).entries()) {
      received.set(NETWORKS[index]?.name as string, result as KqlRow[]);
    }
  }, 600_000);

  afterAll(() => table?.close());

  test.each(NETWORKS)('are those in SQL for the network $name', ({ name }) => {
    expect(received.get(name)).not.toEqual([]);
    expect(comparable(received.get(name) as KqlRow[])).toEqual(expected.get(name));
  });
});
