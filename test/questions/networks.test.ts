import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableFiles } from '../../cli/engine/table-files';
import { tableViews } from '../../cli/engine/table-views';
import { QUESTIONS } from '../../flows/questions';
import { Relation } from '../../flows/relations';
import { DuckDbSession } from '../support/duckdb';
import { expectResult } from './expectation';
import { type Network, networks, normalizeNetwork } from './network-files';

const NETWORKS = networks().map((network) => [network.name, network] as const);
const NAMES = QUESTIONS.map(({ name }) => name);

/** The table and the relations that questions read. */
const READ: ReadonlySet<string> = new Set([Relation.FLOWS, ...QUESTIONS.map(({ from }) => from)]);

describe.each(NETWORKS)('the network %s', (_, network: Network) => {
  let duckDb: DuckDbSession;

  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-network-'));
    try {
      await normalizeNetwork(network, directory);
      const statements = [...tableViews(tableFiles(directory)).map(computedOnce)];
      duckDb = await DuckDbSession.open(statements);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  afterAll(() => duckDb?.close());

  test('expects answers of questions that exist', () => {
    const expected = Object.keys(network.expected);
    expect(expected.filter((name) => !NAMES.includes(name))).toEqual([]);
    expect(expected.length).toBeGreaterThan(0);
  });

  test.each(QUESTIONS.map((question) => [question.name, question] as const))(
    'answers %s',
    async (name, { sql, columns }) => {
      const result = await duckDb.resultOf(sql);
      expect(result.columns).toEqual([...columns.keys, ...columns.values]);
      const expectation = network.expected[name];
      if (expectation) expectResult(result, expectation);
    },
  );
});

/** Statements that create the table and its relations: computed once for all questions. */
function computedOnce(statement: string): string {
  const [, name] = /^create view (\w+)/.exec(statement) ?? [];
  return READ.has(name as string) ? statement.replace('create view', 'create table') : statement;
}

test('at least 30 networks are read', () => {
  expect(NETWORKS.length).toBeGreaterThanOrEqual(30);
});
