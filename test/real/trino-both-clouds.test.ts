import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableInput } from '@aws-sdk/client-glue';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { normalize } from '../../aws/normalize';
import { normalizeBlob } from '../../azure/normalize';
import { tableFiles } from '../../cli/engine/table-files';
import { tableViews } from '../../cli/engine/table-views';
import { QUESTIONS } from '../../flows/questions';
import { blobOf, vnetRecord } from '../azure/records/read-blob';
import { ACCOUNT, REGION } from '../support/aws-cloud';
import { resultOf } from '../support/duckdb';
import { chunks } from '../support/normalized';
import { hasCommand, hasPart } from '../support/processes';
import { sorted } from '../support/result';
import { AthenaLake } from '../support/trino/athena-lake';
import { canRunTrino, HOW_TO_INSTALL } from '../support/trino/parts';
import { dayBefore, OLDEST, objectsOf, SAMPLES } from '../support/trino/samples';
import { synthesizedLake } from '../support/trino/synthesized-lake';

const present =
  hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help')) &&
  hasPart('Trino', HOW_TO_INSTALL, canRunTrino());

const BUCKET = 'both-tables';
const LAKE = synthesizedLake('Both', {}, [], { raw: 'both-raw', table: BUCKET });
const SUBSCRIPTION = 'c088dc46-d692-42ad-a4b6-9a542d28ad2a';
const NOON = Date.parse(`${dayBefore(1)}T12:00:00Z`);

const BLOB = blobOf(
  vnetRecord([
    `${NOON},198.51.100.77,10.0.1.5,50001,443,6,I,B,NX,0,0,0,0`,
    `${NOON + 5},198.51.100.77,10.0.1.5,50001,443,6,I,E,NX,5,9007199254740993,7,7000`,
    `${NOON + 9},2001:db8::7,fd00::5,40001,22,6,I,D,NX,0,0,0,0`,
    'cut off',
  ]),
);

/** An AWS lake that also contains Azure rows: its tables project cloud, subscription and region of both. */
function ofBothClouds(table: TableInput): TableInput {
  const more: Readonly<Record<string, string>> = {
    'projection.cloud.values': 'aws,azure',
    'projection.account_id.values': `${ACCOUNT},${SUBSCRIPTION}`,
    'projection.region.values': `${REGION},westus`,
  };
  for (const name of Object.keys(more)) expect(table.Parameters).toHaveProperty([name]);
  return { ...table, Parameters: { ...table.Parameters, ...more } };
}

describe.skipIf(!present)('a table of both clouds in Trino', () => {
  let athena: AthenaLake;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-both-'));
    athena = await AthenaLake.start();
    await normalizeBlob({ source: 'PT1H.json', bytes: chunks(BLOB) }, directory);
    for (const { key, body } of objectsOf(SAMPLES[0] as (typeof SAMPLES)[number])) {
      await normalize({ source: key, bytes: chunks(body) }, directory);
    }
    await athena.createBucket(BUCKET);
    await athena.putAll(BUCKET, directory);
    await athena.createDatabase(LAKE.database);
    for (const table of LAKE.tables.filter(({ Name }) => Name !== 'rejects')) {
      const ofBoth = table.Name === 'flows' ? ofBothClouds(table) : table;
      await athena.createTable(LAKE.database, ofBoth, dayBefore(OLDEST));
    }
  });

  afterAll(() => {
    athena?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('returns the rows of both clouds', async () => {
    const sql = `select cloud, account_id, region, count(*) as records, sum(cast(bytes_in as decimal(38, 0))) as bytes_in
      from flows group by 1, 2, 3`;
    const answer = sorted(await athena.query(sql, LAKE.database));
    expect(answer).toEqual(sorted(await resultOf(tableViews(tableFiles(directory), { keys: ['day'] }), sql)));
    expect(answer.rows).toContainEqual(['azure', SUBSCRIPTION, 'westus', 3n, 7000n]);
    expect(answer.rows).toHaveLength(2);
  });

  test.each(['top-talkers', 'bytes-by-hour', 'rejected-traffic', 'reachable-ports', 'expected-traffic'])(
    'answers %s as DuckDB does',
    async (name) => {
      const { sql } = QUESTIONS.find((question) => question.name === name) as (typeof QUESTIONS)[number];
      const answer = await athena.query(sql, LAKE.database);
      expect(answer).toEqual(await resultOf(tableViews(tableFiles(directory), { keys: ['day'] }), sql));
      expect(answer.rows.length).toBeGreaterThan(0);
    },
  );
});
