import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableInput } from '@aws-sdk/client-glue';
import { PARQUET_STORAGE } from '../../../aws/glue-table';
import { tableFiles } from '../../../cli/engine/table-files';
import { tableViews } from '../../../cli/engine/table-views';
import { FLOW_COLUMNS } from '../../../flows/columns';
import { relationViews, type View } from '../../../flows/views';
import { COLUMN_SQL_TYPES, type SqlType } from '../../../flows/views/sql-type';
import { type Network, normalizeNetwork } from '../../questions/network-files';
import { DuckDbSession } from '../duckdb';
import type { Result } from '../result';
import { AthenaLake } from './athena-lake';

const BUCKET = 'networks';
const DATABASE = 'networks';

/** Column of the name of the network, which the other tables do not have. */
const NETWORK = 'network';

const NETWORK_COLUMN = { Name: NETWORK, Type: 'string' };

/** Names of types in Hive that Trino spells differently. */
const HIVE_TYPES: Readonly<Record<string, string>> = {
  varchar: 'string',
  integer: 'int',
  decimal: 'decimal(38,0)',
};

/** The tables have no partitions. */
const FIRST_DAY = '2026-11-01';

const COLUMNS = [
  ...FLOW_COLUMNS.map(({ name, type }) => ({ Name: name, Type: hiveType(COLUMN_SQL_TYPES[type]) })),
  { Name: 'day', Type: 'string' },
];

/** The relations that questions read, over the records of all networks. */
export const RELATION_VIEWS: readonly View[] = relationViews();

/** The small networks in one table, and the relations over it with the rows of DuckDB as tables, in Trino and in DuckDB. */
export class NetworksLake {
  private constructor(
    private readonly athena: AthenaLake,
    private readonly duckDb: DuckDbSession,
  ) {}

  static async write(networks: readonly Network[]): Promise<NetworksLake> {
    const athena = await AthenaLake.start();
    const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-networks-'));
    try {
      await athena.createBucket(BUCKET);
      const files: string[] = [];
      for (const network of networks) files.push(await tableOf(network, directory));
      for (const file of files)
        await athena.put(BUCKET, `networks/${file}`, readFileSync(join(directory, file)));
      await athena.createDatabase(DATABASE);
      await athena.createTable(DATABASE, tableInput('networks', [...COLUMNS, NETWORK_COLUMN]), FIRST_DAY);
      const paths = files.map((file) => `'${join(directory, file)}'`).join(', ');
      const duckDb = await DuckDbSession.open([
        `create table networks as select * from read_parquet([${paths}])`,
        `create view flows as ${flowsOf()}`,
      ]);
      const lake = new NetworksLake(athena, duckDb);
      for (const view of RELATION_VIEWS) await lake.store(view, directory);
      return lake;
    } catch (error) {
      athena.stop();
      throw error;
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }

  /** Stores the rows that DuckDB returns for a view as a table with its name. */
  private async store({ name, columns, sql }: View, directory: string): Promise<void> {
    const file = `${name}.parquet`;
    const path = join(directory, file);
    await this.duckDb.read(`create table ${name} as ${sql('duckdb')}`);
    await this.duckDb.read(`copy ${name} to '${path}' (format parquet)`);
    await this.athena.put(BUCKET, `${name}/${file}`, readFileSync(path));
    const hiveColumns = columns.map(({ name: Name, type }) => ({ Name, Type: hiveType(type) }));
    await this.athena.createTable(DATABASE, tableInput(name, hiveColumns), FIRST_DAY);
  }

  stop(): void {
    this.duckDb.close();
    this.athena.stop();
  }

  queryTrino(sql: string): Promise<Result> {
    return this.athena.query(sql, DATABASE);
  }

  queryDuckDb(sql: string): Promise<Result> {
    return this.duckDb.resultOf(sql);
  }
}

/** Returns a query for the records of one network, or of all. */
export function flowsOf(network?: string): string {
  const columns = COLUMNS.map(({ Name }) => Name).join(', ');
  const where = network === undefined ? '' : ` where ${NETWORK} = '${network}'`;
  return `select ${columns} from networks${where}`;
}

/** Writes the records of a network to one Parquet file, and returns its name. */
async function tableOf(network: Network, directory: string): Promise<string> {
  const tables = join(directory, network.name);
  await normalizeNetwork(network, tables);
  const session = await DuckDbSession.open(tableViews(tableFiles(tables)));
  const file = `${network.name}.parquet`;
  await session.read(
    `copy (select *, '${network.name}' as ${NETWORK} from flows) to '${join(directory, file)}' (format parquet)`,
  );
  session.close();
  return file;
}

function tableInput(name: string, columns: { Name: string; Type: string }[]): TableInput {
  const { inputFormat, outputFormat, serdeInfo } = PARQUET_STORAGE;
  return {
    Name: name,
    TableType: 'EXTERNAL_TABLE',
    Parameters: { EXTERNAL: 'TRUE', classification: 'parquet' },
    PartitionKeys: [],
    StorageDescriptor: {
      Columns: columns,
      Location: `s3://${BUCKET}/${name}/`,
      InputFormat: inputFormat,
      OutputFormat: outputFormat,
      SerdeInfo: { SerializationLibrary: serdeInfo.serializationLibrary },
    },
  };
}

function hiveType(type: SqlType): string {
  if (typeof type === 'string') return HIVE_TYPES[type] ?? type;
  if ('array' in type) return `array<${hiveType(type.array)}>`;
  throw new Error('the type of a row cannot be written: add it here');
}
