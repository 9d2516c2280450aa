import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { insightsQueries } from '../../../aws/insights';
import { tableFiles } from '../../../cli/engine/table-files';
import { tableViews } from '../../../cli/engine/table-views';
import { QUESTIONS } from '../../../flows/questions';
import { type Network, networks, normalizeNetwork } from '../../questions/network-files';
import { DuckDbSession } from '../../support/duckdb';
import { groupsOf } from '../../support/insights/log-groups';
import { resultOf } from '../../support/insights/result';
import { runInsights } from '../../support/insights/run-query';
import type { Result } from '../../support/result';
import { DIFFERENCES, OTHER_OPENERS } from './differences';

/** Columns of SQL results that the records do not contain, or that other tests compare. */
const OMITTED = new Set(['cloud', 'account_id', 'network_id', 'interface', 'flow_log_id']);

const COMPARED = networks().filter(
  (network) => groupsOf(network).length === 1 && !(network.name in OTHER_OPENERS),
);

describe.each(COMPARED.map((network) => [network.name, network] as const))('the network %s', (_, network) => {
  test('has the same answers in SQL and in Logs Insights', async () => {
    const [group] = groupsOf(network);
    if (!group) throw new Error('no records');
    await withTable(network, async (duckDb) => {
      for (const { name, query } of insightsQueries(group.format).queries) {
        const question = QUESTIONS.find((each) => each.name === name);
        if (!question || !isCompared(network, name)) continue;
        const sql = await duckDb.resultOf(question.sql);
        const insights = resultOf(runInsights(query, group.events));
        const columns = sql.columns.filter(
          (column) => insights.columns.includes(column) && !OMITTED.has(column),
        );
        if (insights.rows.length > 0) expect(columns.length).toBeGreaterThan(2);
        expect({ name, rows: rowsOf(insights, columns) }).toEqual({ name, rows: rowsOf(sql, columns) });
      }
    });
  });
});

/** The connections of every network are compared, and the answers that it is about. */
function isCompared({ name, expected }: Network, question: string): boolean {
  const isDifferent = DIFFERENCES[name]?.includes(question) ?? false;
  return !isDifferent && (question === 'connections' || question in expected);
}

async function withTable(network: Network, run: (duckDb: DuckDbSession) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-insights-'));
  try {
    await normalizeNetwork(network, directory);
    const [flows, ...views] = tableViews(tableFiles(directory)) as [string, ...string[]];
    // the files are read once
    const duckDb = await DuckDbSession.open([flows.replace('create view', 'create table'), ...views]);
    try {
      await run(duckDb);
    } finally {
      duckDb.close();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The rows with some of their columns, in any order. The language does not distinguish peers from ports. */
function rowsOf({ columns, rows }: Result, shown: readonly string[]): string[] {
  const at = shown.map((column) => columns.indexOf(column));
  return rows
    .map((row) =>
      at.map((index) =>
        String(row[index] ?? null)
          .replace(/^peers$/, 'port')
          .replace(/\.0+Z$/, 'Z'),
      ),
    )
    .map((values) => values.join(' '))
    .sort();
}
