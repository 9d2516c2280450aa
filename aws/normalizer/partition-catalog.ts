import { BatchCreatePartitionCommand, GlueClient, type PartitionError } from '@aws-sdk/client-glue';
import { type GlueTable, glueTables } from '../glue-tables';
import type { TablePartition } from './table-partition';

/** Access to the partitions of the tables in a catalog. */
export interface PartitionCatalog {
  /**
   * Registers partitions of a table. Those that exist remain unchanged.
   *
   * @throws Error with the reason of the catalog
   */
  register(table: string, partitions: readonly TablePartition[]): Promise<void>;
}

/** Time limits of a request, in milliseconds: a function in a VPC without a route to AWS Glue gets no response. */
const TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 20_000, throwOnRequestTimeout: true };

/** Source: AWS Glue Web API Reference, "BatchCreatePartition". */
const MAX_PARTITIONS = 100;

/**
 * Creates a partition catalog over the AWS Glue Data Catalog.
 *
 * @param location location of the tables, without a trailing slash: `s3://bucket` or `s3://bucket/prefix`
 */
export function gluePartitions(
  database: string,
  location: string,
  client = new GlueClient({ requestHandler: TIMEOUTS }),
): PartitionCatalog {
  const tables = new Map(glueTables({ location, regions: [] }).map((table) => [table.name, table]));
  return {
    async register(name, partitions) {
      const table = tables.get(name) as GlueTable;
      for (let from = 0; from < partitions.length; from += MAX_PARTITIONS) {
        const { Errors = [] } = await client.send(
          new BatchCreatePartitionCommand({
            DatabaseName: database,
            TableName: name,
            PartitionInputList: partitions.slice(from, from + MAX_PARTITIONS).map(inputOf(table)),
          }),
        );
        const failed = Errors.find(({ ErrorDetail }) => ErrorDetail?.ErrorCode !== 'AlreadyExistsException');
        if (failed) throw refusalOf(failed);
      }
    },
  };
}

/** The storage descriptor of a partition is that of its table, without the comments. */
function inputOf({ columns, storage, location }: GlueTable) {
  const descriptor = {
    InputFormat: storage.inputFormat,
    OutputFormat: storage.outputFormat,
    SerdeInfo: { SerializationLibrary: storage.serdeInfo.serializationLibrary },
    NumberOfBuckets: 0,
    Columns: columns.map(({ name, type }) => ({ Name: name, Type: type })),
  };
  return ({ values, path }: TablePartition) => ({
    Values: [...values],
    StorageDescriptor: { ...descriptor, Location: `${location}/${path}/` },
  });
}

/** The error of a partition. Its name is the code of AWS Glue, which decides when the message is delivered again. */
function refusalOf({ PartitionValues = [], ErrorDetail = {} }: PartitionError): Error {
  const { ErrorCode = 'Error', ErrorMessage = 'AWS Glue states no reason' } = ErrorDetail;
  return Object.assign(new Error(`partition ${PartitionValues.join('/')}: ${ErrorMessage}`), {
    name: ErrorCode,
  });
}
