import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UpdatePartitionCommand } from '@aws-sdk/client-glue';
import { type FlowLakeProps, TablePartitions } from 'cloud-flow-logs/cdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { normalize } from '../../aws/normalize';
import { gluePartitions } from '../../aws/normalizer/partition-catalog';
import { PartitionRegistrar } from '../../aws/normalizer/partition-registrar';
import { VPC_FLOW_LOGS } from '../../aws/views/vpc-flow-logs';
import { tableFiles } from '../../cli/engine/table-files';
import { tableViews } from '../../cli/engine/table-views';
import { PUBLISHED_QUERIES } from '../aws/views/published-queries';
import { ACCOUNT, REGION } from '../support/aws-cloud';
import { resultOf } from '../support/duckdb';
import { hasCommand, hasPart } from '../support/processes';
import { sorted } from '../support/result';
import { filesBelow } from '../support/table-files';
import { AthenaLake } from '../support/trino/athena-lake';
import { canRunTrino, HOW_TO_INSTALL } from '../support/trino/parts';
import {
  damagedObject,
  dayBefore,
  OLDEST,
  objectsOf,
  ofAnotherAccount,
  SAMPLES,
} from '../support/trino/samples';
import { type SynthesizedLake, synthesizedLake } from '../support/trino/synthesized-lake';

const present =
  hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help')) &&
  hasPart('Trino', HOW_TO_INSTALL, canRunTrino());

const BUCKET = 'registered-tables';
const { REGISTERED, PROJECTED_AND_REGISTERED } = TablePartitions;
const senders = { organizationId: 'o-abcdefghij', regions: [REGION] };

const lakeOf = (id: string, props: FlowLakeProps) =>
  synthesizedLake(id, props, [], { raw: 'registered-raw', table: BUCKET });

/** Lakes over the same files. The accounts of the first one are unknown. */
const ALL_REGISTERED = lakeOf('Registered', { partitions: REGISTERED, senders });
const BOTH = lakeOf('Both', { partitions: PROJECTED_AND_REGISTERED });
const PROJECTED = lakeOf('Projected', {});

/** The lake of one account without the projection, as an engine other than Athena reads its tables. */
function withoutProjection({ tables, ...lake }: SynthesizedLake): SynthesizedLake {
  const isProjection = (name: string) => name.startsWith('projection.') || name.startsWith('storage.');
  return {
    ...lake,
    database: `${lake.database}_other_engine`,
    tables: tables.map(({ Parameters = {}, ...table }) => ({
      ...table,
      Parameters: Object.fromEntries(Object.entries(Parameters).filter(([name]) => !isProjection(name))),
    })),
  };
}

const OTHER_ENGINE = { both: withoutProjection(BOTH), projected: withoutProjection(PROJECTED) };
const LAKES = [ALL_REGISTERED, BOTH, PROJECTED, OTHER_ENGINE.both, OTHER_ENGINE.projected];

const COUNT =
  'select account_id, day, count(*) as n, sum(cast(bytes_out as decimal(38, 0))) as bytes from flows group by 1, 2';

describe.skipIf(!present)('registered partitions', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-registered-'));
  let athena: AthenaLake;

  beforeAll(async () => {
    athena = await AthenaLake.start();
    const [sample] = SAMPLES as [(typeof SAMPLES)[number]];
    const objects = [...objectsOf(sample), ...objectsOf(ofAnotherAccount(sample)), damagedObject()];
    for (const { key, body } of objects) await normalize({ source: key, bytes: once(body) }, directory);
    await athena.createBucket(BUCKET);
    await athena.putAll(BUCKET, directory);
    for (const { database, tables } of LAKES) {
      await athena.createDatabase(database);
      for (const table of tables) await athena.createTable(database, table, dayBefore(OLDEST));
    }
    for (const { database } of [ALL_REGISTERED, BOTH, OTHER_ENGINE.both]) {
      // twice, as two instances of the function do
      for (let instance = 0; instance < 2; instance++)
        await new PartitionRegistrar(gluePartitions(database, `s3://${BUCKET}`, athena.glue)).register(
          filesBelow(directory),
        );
    }
  });

  afterAll(() => {
    athena?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const expected = async (condition = 'true') =>
    sorted(
      await resultOf(tableViews(tableFiles(directory)), COUNT.replace('flows', `flows where ${condition}`)),
    );

  test('return all rows of unknown accounts, without a condition on the account', async () => {
    const answer = sorted(await athena.query(COUNT, ALL_REGISTERED.database));
    expect(answer).toEqual(await expected());
    expect(new Set(answer.rows.map(([account]) => account)).size).toBe(2);
    const rejects = await athena.query('select count(*) from rejects', ALL_REGISTERED.database);
    expect(rejects.rows[0]?.[0]).toBeGreaterThan(0n);
  });

  test.each(PUBLISHED_QUERIES)(
    "run AWS's query for $title unchanged, except for the table",
    async ({ sql, table }) => {
      const ours = sql.replaceAll(table, VPC_FLOW_LOGS.name);
      expect((await athena.query(ours, ALL_REGISTERED.database)).columns.length).toBeGreaterThan(0);
    },
  );

  test('of several days are narrowed by a condition on the day', async () => {
    const days = await athena.partitionsOf(
      'day',
      `select * from flows where day > '${dayBefore(2)}'`,
      BOTH.database,
    );
    expect(days).not.toContain(dayBefore(OLDEST));
    expect(days).toContain(dayBefore(1));
  });

  test('do not change what Athena reads by projection', async () => {
    const own = `account_id = '${ACCOUNT}'`;
    for (const { database } of [BOTH, PROJECTED])
      expect(sorted(await athena.query(COUNT, database))).toEqual(await expected(own));
  });

  test('are what another engine reads: without them it finds no rows, and reports no error', async () => {
    expect(sorted(await athena.query(COUNT, OTHER_ENGINE.both.database))).toEqual(await expected());
    expect((await athena.query(COUNT, OTHER_ENGINE.projected.database)).rows).toEqual([]);
  });

  test('of a release with fewer columns are read by name', async () => {
    const { database } = OTHER_ENGINE.both;
    const flows = OTHER_ENGINE.both.tables.find(({ Name }) => Name === 'flows');
    const values = ['aws', ACCOUNT, REGION, dayBefore(1)];
    const { Columns = [], ...storage } = flows?.StorageDescriptor ?? {};
    await athena.glue.send(
      new UpdatePartitionCommand({
        DatabaseName: database,
        TableName: 'flows',
        PartitionValueList: values,
        PartitionInput: {
          Values: values,
          StorageDescriptor: {
            NumberOfBuckets: 0,
            ...storage,
            Columns: Columns.filter(({ Name }) => Name !== 'log_type' && Name !== 'src_port'),
            Location: `s3://${BUCKET}/flows/cloud=aws/account_id=${ACCOUNT}/region=${REGION}/day=${dayBefore(1)}/`,
          },
        },
      }),
    );
    expect(sorted(await athena.query(COUNT, database))).toEqual(await expected());
    // the files have the columns that the partition lacks
    const sql = `select count(src_port), count(*) from flows where account_id = '${ACCOUNT}' and day = '${dayBefore(1)}'`;
    const [[ports, rows] = []] = (await athena.query(sql, database)).rows;
    expect(rows).toBeGreaterThan(0n);
    expect(ports).toBeGreaterThan(0n);
  });
});

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
