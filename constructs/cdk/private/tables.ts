import { Names, type Size, Stack } from 'aws-cdk-lib';
import * as athena from 'aws-cdk-lib/aws-athena';
import * as glue from 'aws-cdk-lib/aws-glue';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type GlueTable, glueTables } from '../../../aws/glue-tables';

const PARQUET = {
  inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
  serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
};

export interface TablesProps {
  readonly bucket: s3.IBucket;
  /** Folder of the tables in the bucket: empty, or ending in a slash. */
  readonly prefix: string;
  /** Folder of query results in the bucket, ending in a slash. */
  readonly resultPrefix: string;
  readonly scanLimit: Size;
}

/** What makes the tables queryable: Glue database and tables with partition projection, Athena workgroup. */
export class Tables extends Construct {
  readonly databaseName: string;
  readonly workgroupName: string;

  constructor(scope: Construct, id: string, props: TablesProps) {
    super(scope, id);
    const { bucket, prefix } = props;
    const { account, region } = Stack.of(this);
    this.databaseName = Names.uniqueResourceName(this, { separator: '_', maxLength: 128 }).toLowerCase();
    const database = new glue.CfnDatabase(this, 'Database', {
      catalogId: account,
      databaseInput: { name: this.databaseName, description: 'Cloud network flow logs' },
    });
    const tables = glueTables({
      location: `s3://${bucket.bucketName}/${prefix}`.replace(/\/$/, ''),
      accountIds: [account],
      regions: [region],
    });
    for (const table of tables) this.glueTable(table).node.addDependency(database);
    this.workgroupName = this.workgroup(props).name;
  }

  private glueTable({ name, description, columns, partitionKeys, location, parameters }: GlueTable) {
    return new glue.CfnTable(this, name, {
      catalogId: Stack.of(this).account,
      databaseName: this.databaseName,
      tableInput: {
        name,
        description,
        tableType: 'EXTERNAL_TABLE',
        parameters,
        partitionKeys: [...partitionKeys],
        storageDescriptor: { ...PARQUET, columns: [...columns], location },
      },
    });
  }

  private workgroup({ bucket, resultPrefix, scanLimit }: TablesProps): athena.CfnWorkGroup {
    const key = bucket.encryptionKey;
    return new athena.CfnWorkGroup(this, 'Workgroup', {
      name: Names.uniqueResourceName(this, { separator: '-', maxLength: 128 }),
      description: 'Questions to cloud network flow logs',
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: scanLimit.toBytes(),
        resultConfiguration: {
          outputLocation: `s3://${bucket.bucketName}/${resultPrefix}`,
          expectedBucketOwner: Stack.of(this).account,
          encryptionConfiguration: key
            ? { encryptionOption: 'SSE_KMS', kmsKey: key.keyArn }
            : { encryptionOption: 'SSE_S3' },
        },
      },
    });
  }
}
