import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import type { FlowLakeProps } from 'cloud-flow-logs/cdk';
import { FileFormat } from '../../../aws/flow-log';
import { normalize } from '../../../aws/normalize';
import type { RawSchema } from '../../../aws/raw-folder';
import { tableFiles } from '../../../cli/engine/table-files';
import { tableViews } from '../../../cli/engine/table-views';
import type { PartitionKey } from '../../../flows/relations';
import { REGION } from '../aws-cloud';
import { resultOf } from '../duckdb';
import type { Result } from '../result';
import { AthenaLake } from './athena-lake';
import {
  damagedObject,
  dayBefore,
  OLDEST,
  objectsOf,
  ofAnotherAccount,
  SAMPLES,
  type SampleFlowLog,
  type SampleObject,
  sampleEnricher,
} from './samples';
import { type SynthesizedLake, synthesizedLake } from './synthesized-lake';

export interface SampleLake extends SynthesizedLake {
  /** Keys of the relations in its views. */
  readonly keys: readonly PartitionKey[];
  /** Location of its tables. */
  readonly bucket: string;
}

const RAW_BUCKET = 'raw';

/** A lake of one account, with a raw table for every sample. */
export const LAKE = lakeOver('Account', { rawRetention: Duration.days(OLDEST) }, SAMPLES);

/** A lake whose accounts are unknown at deployment. Two accounts have delivered. */
export const ORGANISATION = lakeOver('Organisation', {
  senders: { organizationId: 'o-abcdefghij', regions: [REGION] },
});

/** The samples in both lakes, for Athena and, as files, for DuckDB. */
export class SampleLakes {
  private constructor(
    readonly athena: AthenaLake,
    private readonly directory: string,
  ) {}

  static async write(): Promise<SampleLakes> {
    const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-lakes-'));
    const lakes = new SampleLakes(await AthenaLake.start(), directory);
    try {
      await lakes.writeAll();
      return lakes;
    } catch (error) {
      lakes.remove();
      throw error;
    }
  }

  remove(): void {
    this.athena.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Runs a query over the same files in DuckDB, with the views of the command line. */
  duckDb(sql: string, { bucket, keys }: SampleLake): Promise<Result> {
    return resultOf(tableViews(tableFiles(join(this.directory, bucket)), { keys }), sql);
  }

  private async writeAll(): Promise<void> {
    const { athena } = this;
    const objects = SAMPLES.flatMap(objectsOf);
    await athena.createBucket(RAW_BUCKET);
    for (const { key, body } of objects) await athena.put(RAW_BUCKET, key, body);
    await this.normalizeInto(LAKE, [...objects, damagedObject()]);
    await this.normalizeInto(ORGANISATION, [...objectsOf(TAGGED), ...objectsOf(ofAnotherAccount(TAGGED))]);
    for (const { database, tables } of [LAKE, ORGANISATION]) {
      await athena.createDatabase(database);
      for (const table of tables) await athena.createTable(database, table, dayBefore(OLDEST));
    }
  }

  private async normalizeInto({ bucket }: SampleLake, objects: readonly SampleObject[]): Promise<void> {
    const tables = join(this.directory, bucket);
    const enricher = sampleEnricher();
    for (const { key, body } of objects)
      await normalize({ source: key, bytes: once(body) }, tables, { enricher });
    await this.athena.createBucket(bucket);
    await this.athena.putAll(bucket, tables);
  }
}

/** A flow log with records for every view. */
const TAGGED = SAMPLES.find(
  ({ format, fileFormat }) => fileFormat === FileFormat.TEXT && format.has('instance-tag'),
) as SampleFlowLog;

function lakeOver(id: string, props: FlowLakeProps, schemas: readonly RawSchema[] = []): SampleLake {
  const keys: PartitionKey[] = props.senders?.organizationId ? ['account_id', 'day'] : ['day'];
  const bucket = `${id.toLowerCase()}-tables`;
  return { bucket, keys, ...synthesizedLake(id, props, schemas, { raw: RAW_BUCKET, table: bucket }) };
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
