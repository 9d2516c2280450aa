import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateDatabaseCommand, CreateTableCommand, GlueClient, type TableInput } from '@aws-sdk/client-glue';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AwsCloud } from '../aws-cloud';
import type { Result } from '../result';
import { filesBelow } from '../table-files';
import { Trino } from './trino';

const MILLIS_PER_DAY = 86_400_000;

/** Buckets and a catalog in moto, with Trino as Athena. */
export class AthenaLake {
  private readonly s3: S3Client;
  readonly glue: GlueClient;

  private constructor(
    private readonly cloud: AwsCloud,
    private readonly trino: Trino,
  ) {
    this.s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
    this.glue = new GlueClient(cloud.client);
  }

  static async start(): Promise<AthenaLake> {
    const cloud = await AwsCloud.startWithPartitions();
    try {
      return new AthenaLake(cloud, await Trino.start(cloud));
    } catch (error) {
      cloud.stop();
      throw error;
    }
  }

  stop(): void {
    this.trino.stop();
    this.cloud.stop();
  }

  async createBucket(bucket: string): Promise<void> {
    await this.s3.send(new CreateBucketCommand({ Bucket: bucket }));
  }

  async put(bucket: string, key: string, body: Uint8Array): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
  }

  /** Uploads all files below a directory with their relative paths. */
  async putAll(bucket: string, directory: string): Promise<void> {
    for (const path of filesBelow(directory))
      await this.put(bucket, path, readFileSync(join(directory, path)));
  }

  async createDatabase(name: string): Promise<void> {
    await this.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: name } }));
  }

  /**
   * Creates a table like CloudFormation, except for the first day of its partitions: moto takes some milliseconds
   * to list each of them.
   */
  async createTable(database: string, table: TableInput, firstDay: string): Promise<void> {
    const TableInput = asGlueAnswers(startingAt(table, firstDay));
    await this.glue.send(new CreateTableCommand({ DatabaseName: database, TableInput }));
  }

  query(sql: string, database: string): Promise<Result> {
    return this.trino.query(sql, database);
  }

  /** Runs a query with execution parameters, as Athena does. Texts are in single quotes. */
  queryWith(parameters: readonly string[], sql: string, database: string): Promise<Result> {
    const text = sql.replaceAll("'", "''");
    return this.query(`execute immediate '${text}' using ${parameters.join(', ')}`, database);
  }

  /** Column types of a query result. */
  typesOf(sql: string, database: string): Promise<string[]> {
    return this.trino.typesOf(sql, database);
  }

  /** Values of a partition key for which a query lists files, in order. */
  async partitionsOf(key: string, sql: string, database: string): Promise<string[]> {
    const { rows } = await this.trino.query(`explain (type io, format json) ${sql}`, database);
    const { inputTableColumnInfos } = JSON.parse(rows[0]?.[0] as string) as IoPlan;
    const values = inputTableColumnInfos.flatMap(({ constraint }) =>
      constraint.columnConstraints
        .filter(({ columnName }) => columnName === key)
        .flatMap(({ domain }) => domain.ranges.map(({ low }) => low.value)),
    );
    return [...new Set(values)].sort();
  }
}

/** The partitions in the plan of a query's input, each with its range. */
interface IoPlan {
  readonly inputTableColumnInfos: readonly {
    readonly constraint: {
      readonly columnConstraints: readonly {
        readonly columnName: string;
        readonly domain: { readonly ranges: readonly { readonly low: { readonly value: string } }[] };
      }[];
    };
  }[];
}

/** The same table with partitions from a given day. */
function startingAt(table: TableInput, firstDay: string): TableInput {
  const days = Math.floor((Date.now() - Date.parse(firstDay)) / MILLIS_PER_DAY);
  const ranges = Object.entries(table.Parameters ?? {}).map(([name, value]) =>
    /^projection\.\w*day\.range$/.test(name)
      ? [name, `NOW-${days}DAYS,${value.split(',')[1]}`]
      : [name, value],
  );
  return { ...table, Parameters: Object.fromEntries(ranges) };
}

/** Glue returns a bucket count even if none was set, and Trino requires it; moto returns only what was set. */
function asGlueAnswers(table: TableInput): TableInput {
  return { ...table, StorageDescriptor: { NumberOfBuckets: 0, ...table.StorageDescriptor } };
}
