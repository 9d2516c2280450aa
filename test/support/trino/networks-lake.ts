import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableInput } from '@aws-sdk/client-glue';
import { PARQUET_STORAGE } from '../../../aws/glue-table';
import { tableFiles } from '../../../cli/engine/table-files';
import { tableViews } from '../../../cli/engine/table-views';
import { FLOW_COLUMNS } from '../../../flows/columns';
import { COLUMN_SQL_TYPES } from '../../../flows/views/sql-type';
import { type Network, normalizeNetwork } from '../../questions/network-files';
import { DuckDbSession } from '../duckdb';
import type { Result } from '../result';
import { AthenaLake } from './athena-lake';

const BUCKET = 'networks';
const DATABASE = 'networks';

/** Column of the name of the network, which the other tables do not have. */
const NETWORK = 'network';

const COLUMNS = [
  ...FLOW_COLUMNS.map(({ name, type }) => ({ Name: name, Type: hiveType(COLUMN_SQL_TYPES[type]) })),
  { Name: 'day', Type: 'string' },
];

/** The small networks in one table, in Trino and in DuckDB. */
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
      for (const file of files) await athena.put(BUCKET, `all/${file}`, readFileSync(join(directory, file)));
      await athena.createDatabase(DATABASE);
      await athena.createTable(DATABASE, tableInput(), '2026-11-01');
      const paths = files.map((file) => `'${join(directory, file)}'`).join(', ');
      const statement = `create table networks as select * from read_parquet([${paths}])`;
      return new NetworksLake(athena, await DuckDbSession.open([statement]));
    } catch (error) {
      athena.stop();
      throw error;
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
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

function tableInput(): TableInput {
  const { inputFormat, outputFormat, serdeInfo } = PARQUET_STORAGE;
  return {
    Name: 'networks',
    TableType: 'EXTERNAL_TABLE',
    Parameters: { EXTERNAL: 'TRUE', classification: 'parquet' },
    PartitionKeys: [],
    StorageDescriptor: {
      Columns: [...COLUMNS, { Name: NETWORK, Type: 'string' }],
      Location: `s3://${BUCKET}/all/`,
      InputFormat: inputFormat,
      OutputFormat: outputFormat,
      SerdeInfo: { SerializationLibrary: serdeInfo.serializationLibrary },
    },
  };
}

function hiveType(type: string): string {
  return { varchar: 'string', integer: 'int' }[type] ?? type;
}
