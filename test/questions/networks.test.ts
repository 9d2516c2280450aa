import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableFiles } from '../../cli/engine/table-files';
import { tableViews } from '../../cli/engine/table-views';
import { QUESTIONS } from '../../flows/questions';
import { DuckDbSession } from '../support/duckdb';
import { expectResult } from './expectation';
import { type Network, networks, normalizeNetwork } from './network-files';

const NETWORKS = networks().map((network) => [network.name, network] as const);
const NAMES = QUESTIONS.map(({ name }) => name);

describe.each(NETWORKS)('the network %s', (_, network: Network) => {
  let duckDb: DuckDbSession;

  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-network-'));
    try {
      await normalizeNetwork(network, directory);
      const [flows, ...views] = tableViews(tableFiles(directory)) as [string, ...string[]];
      // the files are read once
      duckDb = await DuckDbSession.open([flows.replace('create view', 'create table'), ...views]);
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

test('at least 30 networks are read', () => {
  expect(NETWORKS.length).toBeGreaterThanOrEqual(30);
});
